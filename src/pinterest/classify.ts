import type { Operation } from './endpoints.ts';
import { PinterestError, type Outcome, type PinterestErrorKind } from './errors.ts';
import { headerText, parseRateLimit, parseRetryAfter, type Headers } from './rate-limit.ts';
import { withoutCredentials } from './without-credentials.ts';

/** A complete HTTP answer. */
export interface Answer {
  status: number;
  headers: Headers;
  body: string;
  /** When its headers arrived, ms since the epoch; what Retry-After is relative to. */
  receivedAtMs: number;
}

interface Envelope {
  code: number | null;
  message: string;
  /** message and message_detail together; the official sample code looks for "spam" in both. */
  text: string;
}

/** Turns an answer that is not a success into the error to throw. Never throws itself. */
export function errorFromAnswer(operation: Operation, answer: Answer): PinterestError {
  const envelope = readEnvelope(answer.body);
  const { kind, outcome } = classify(answer.status, envelope);
  const rateLimit = parseRateLimit(answer.headers, answer.receivedAtMs);
  const retryAfter = parseRetryAfter(answer.headers, answer.receivedAtMs);
  return new PinterestError({
    kind,
    outcome,
    operation,
    message: envelope?.message.slice(0, 500) || `Pinterest answered HTTP ${answer.status}`,
    status: answer.status,
    code: envelope?.code ?? null,
    requestId: headerText(answer.headers, 'x-pinterest-rid'),
    rateLimit,
    retryAfterMs: retryAfter ?? (kind === 'rate_limited' ? (rateLimit?.resetMs ?? null) : null),
    body: answer.body.slice(0, 2000),
  });
}

/** The error for an answer of 2xx that does not hold what the operation promises. */
export function badAnswer(operation: Operation, answer: Answer, message: string): PinterestError {
  return new PinterestError({
    kind: 'bad_response',
    outcome: 'unknown',
    operation,
    message,
    status: answer.status,
    requestId: headerText(answer.headers, 'x-pinterest-rid'),
    rateLimit: parseRateLimit(answer.headers, answer.receivedAtMs),
    // The answer of the token endpoint holds tokens.
    body: operation.startsWith('oauth.') ? null : withoutCredentials(answer.body).slice(0, 2000),
  });
}

// Pinterest's codes are the same for every operation, whatever the HTTP status beside them.
const kindByCode: Readonly<Record<number, PinterestErrorKind>> = {
  2: 'auth',
  3: 'restricted_feature',
  7: 'permission',
  8: 'rate_limited',
  9: 'spam_blocked',
  29: 'permission',
  30: 'not_found',
  40: 'not_found',
  50: 'not_found',
  233: 'invalid',
  235: 'invalid',
  283: 'auth',
  2031: 'not_found',
};

const kindByStatus: Readonly<Record<number, PinterestErrorKind>> = {
  401: 'auth',
  403: 'permission',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
};

function classify(
  status: number,
  envelope: Envelope | null,
): { kind: PinterestErrorKind; outcome: Outcome } {
  if (status >= 500) return { kind: 'server', outcome: 'unknown' };
  if (status === 408) return { kind: 'timeout', outcome: 'unknown' };
  if (status < 400) return { kind: 'bad_response', outcome: 'unknown' };
  if (!envelope) return classifyWithoutEnvelope(status);
  return { kind: kindOf(status, envelope), outcome: 'rejected' };
}

function kindOf(status: number, { code, text }: Envelope): PinterestErrorKind {
  if (status === 429) return code === 9 || /spam/i.test(text) ? 'spam_blocked' : 'rate_limited';
  if (code === 29 && /trial access/i.test(text)) return 'trial_access';
  return kindByCode[code ?? -1] ?? kindByStatus[status] ?? 'invalid';
}

// A 4xx without Pinterest's envelope comes from something in between, and says nothing about what
// Pinterest did; except these, which are answered before a request is acted on.
function classifyWithoutEnvelope(status: number): { kind: PinterestErrorKind; outcome: Outcome } {
  if (status === 401) return { kind: 'auth', outcome: 'rejected' };
  if (status === 429) return { kind: 'rate_limited', outcome: 'rejected' };
  if (status === 411 || status === 413) return { kind: 'invalid', outcome: 'rejected' };
  return { kind: 'bad_response', outcome: 'unknown' };
}

function readEnvelope(body: string): Envelope | null {
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null) return null;
  const code = 'code' in value && Number.isInteger(value.code) ? Number(value.code) : null;
  const message = 'message' in value && typeof value.message === 'string' ? value.message : '';
  const detail =
    'message_detail' in value && typeof value.message_detail === 'string'
      ? value.message_detail
      : '';
  if (code === null && !message) return null;
  return { code, message: message || detail, text: `${message} ${detail}` };
}

/** The parsed text, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
