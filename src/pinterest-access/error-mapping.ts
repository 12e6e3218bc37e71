import { problem, type ErrorCode, type Problem } from '../domain/errors/index.ts';
import type { PinterestError } from '../pinterest/index.ts';
import { missingScopes } from './capabilities.ts';

/** What to do about a Pinterest answer when publishing. */
export type Disposition =
  /** Nothing but a change by the person helps. */
  | 'final'
  /** Not Pinterest's last word: wait for the window, no attempt is spent. */
  | 'retry'
  /** Lifted by a new connection of the account, or by Pinterest for the app: wait for that. */
  | 'permission';

interface Answer {
  kind: PinterestError['kind'];
  /** Pinterest's own code; absent: any. */
  code?: number;
  /** Part of Pinterest's text; absent: any. */
  text?: RegExp;
  becomes: ErrorCode;
  disposition: Disposition;
}

/**
 * Pinterest's answers and what they mean, the particular before the general.
 * Source: docs/pinterest.md; each row has a fixture in error-mapping.test.ts.
 */
export const answers: readonly Answer[] = [
  { kind: 'trial_access', becomes: 'PINTEREST_TRIAL_ACCESS', disposition: 'final' },
  {
    kind: 'restricted_feature',
    text: /set of scopes|Missing: \[/,
    becomes: 'PINTEREST_SCOPE_MISSING',
    disposition: 'permission',
  },
  {
    kind: 'restricted_feature',
    text: /consumer type is not supported/i,
    becomes: 'PINTEREST_APP_NOT_GRANTED',
    disposition: 'permission',
  },
  { kind: 'restricted_feature', becomes: 'PINTEREST_FEATURE_RESTRICTED', disposition: 'final' },
  { kind: 'auth', becomes: 'PINTEREST_AUTH_FAILED', disposition: 'retry' },
  { kind: 'spam_blocked', becomes: 'PIN_SPAM_BLOCKED', disposition: 'final' },
  { kind: 'rate_limited', becomes: 'PIN_RATE_LIMITED', disposition: 'retry' },
  { kind: 'permission', code: 233, becomes: 'PIN_IMAGE_REFUSED', disposition: 'final' },
  { kind: 'permission', code: 235, becomes: 'PIN_IMAGE_REFUSED', disposition: 'final' },
  { kind: 'invalid', code: 233, becomes: 'PIN_IMAGE_REFUSED', disposition: 'final' },
  { kind: 'invalid', code: 235, becomes: 'PIN_IMAGE_REFUSED', disposition: 'final' },
  { kind: 'permission', becomes: 'PINTEREST_PERMISSION_DENIED', disposition: 'final' },
  { kind: 'not_found', code: 40, becomes: 'PIN_BOARD_GONE', disposition: 'final' },
  { kind: 'not_found', code: 50, becomes: 'PIN_NOT_FOUND_ON_PINTEREST', disposition: 'final' },
  { kind: 'not_found', code: 2031, becomes: 'PIN_SECTION_GONE', disposition: 'final' },
  {
    kind: 'invalid',
    text: /format of the image|fetch the image|reach the url/i,
    becomes: 'PIN_IMAGE_REFUSED',
    disposition: 'final',
  },
  {
    kind: 'invalid',
    text: /invalid URL|allow you to save Pins/i,
    becomes: 'PIN_LINK_REFUSED',
    disposition: 'final',
  },
  { kind: 'conflict', becomes: 'PIN_RATE_LIMITED', disposition: 'retry' },
  { kind: 'server', becomes: 'PINTEREST_UNAVAILABLE', disposition: 'retry' },
  { kind: 'network', becomes: 'PINTEREST_UNAVAILABLE', disposition: 'retry' },
  { kind: 'timeout', becomes: 'PINTEREST_UNAVAILABLE', disposition: 'retry' },
  { kind: 'aborted', becomes: 'PINTEREST_UNAVAILABLE', disposition: 'retry' },
  { kind: 'bad_response', becomes: 'PINTEREST_UNAVAILABLE', disposition: 'retry' },
];

/**
 * For a person's own request: it is not repeated automatically, and no Pin waits. What is not here means the same as
 * for a Pin.
 */
const answersToPerson: Partial<Record<PinterestError['kind'], ErrorCode>> = {
  rate_limited: 'PINTEREST_BUSY',
  conflict: 'PINTEREST_BUSY',
  server: 'PINTEREST_NO_ANSWER',
  network: 'PINTEREST_NO_ANSWER',
  timeout: 'PINTEREST_NO_ANSWER',
  aborted: 'PINTEREST_NO_ANSWER',
  bad_response: 'PINTEREST_NO_ANSWER',
  not_found: 'PINTEREST_GONE',
  invalid: 'PINTEREST_REFUSED',
};

/** What the request was for: the same answer has another consequence for a Pin that waits than for a person. */
export type Asked = 'pin' | 'person';

/** Our problem and disposition for an error of the client; unmapped answers keep Pinterest's own words. */
export function mapPinterestError(
  error: PinterestError,
  asked: Asked = 'pin',
): { problem: Problem; disposition: Disposition } {
  const row = answers.find(
    (answer) =>
      answer.kind === error.kind &&
      (answer.code === undefined || answer.code === error.code) &&
      (answer.text === undefined || answer.text.test(error.message)),
  );
  const code = (asked === 'person' && answersToPerson[error.kind]) || row?.becomes;
  return {
    problem: problem(code ?? 'PIN_REJECTED', {
      values: {
        text: error.message,
        feature: error.message,
        scopes: missingScopes(error.message).join(', ') || error.message,
      },
      details: {
        pinterest: {
          operation: error.operation,
          status: error.status,
          code: error.code,
          message: error.message,
          requestId: error.requestId,
        },
      },
    }),
    disposition: row?.disposition ?? 'final',
  };
}
