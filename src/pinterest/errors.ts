import type { Operation } from './endpoints.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * What went wrong, as far as a caller has to act differently.
 *
 * - `auth` token or grant not accepted: refresh or reconnect
 * - `permission` this account may not touch that board or Pin, or a scope is missing
 * - `trial_access` the app's Trial access does not allow this in production
 * - `restricted_feature` the app lacks this feature (401 code 3); a new token does not help
 * - `not_found` board, section, Pin or user
 * - `invalid` the request itself was refused
 * - `rate_limited` wait, then the same request is fine
 * - `spam_blocked` Pinterest blocks the link or content; also arrives as HTTP 429, never repeat it
 * - `conflict` another request held the same object
 * - `server` Pinterest failed (5xx)
 * - `network`, `timeout` no complete answer
 * - `aborted` the caller's signal fired
 * - `bad_response` an answer that is not Pinterest's: HTML, no id, cut JSON
 */
export type PinterestErrorKind =
  | 'auth'
  | 'permission'
  | 'trial_access'
  | 'restricted_feature'
  | 'not_found'
  | 'invalid'
  | 'rate_limited'
  | 'spam_blocked'
  | 'conflict'
  | 'server'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'bad_response';

/**
 * Whether a write may have been committed: `not_sent` no byte of the request left us; `rejected`
 * Pinterest said no; `unknown` it may have happened, so look before writing again.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';

export interface PinterestErrorFields {
  kind: PinterestErrorKind;
  outcome: Outcome;
  operation: Operation;
  message: string;
  status?: number | null;
  code?: number | null;
  s3Code?: string | null;
  requestId?: string | null;
  rateLimit?: RateLimit | null;
  retryAfterMs?: number | null;
  body?: string | null;
  cause?: unknown;
}

/** The only error a request of this client fails with. It never contains a token or a request body. */
export class PinterestError extends Error {
  override readonly name = 'PinterestError';
  readonly kind: PinterestErrorKind;
  readonly outcome: Outcome;
  readonly operation: Operation;
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** Pinterest's own error code, for example 29; null when the body had none. */
  readonly code: number | null;
  /** Error code of Pinterest's storage, for example `EntityTooLarge`; only from `media.upload`. */
  readonly s3Code: string | null;
  /** `x-pinterest-rid`, what Pinterest's support asks for. */
  readonly requestId: string | null;
  readonly rateLimit: RateLimit | null;
  /** Milliseconds Pinterest asks us to wait, from Retry-After or else the reset of the window. */
  readonly retryAfterMs: number | null;
  /** The first 2,000 characters of the answer. */
  readonly body: string | null;

  constructor(fields: PinterestErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.kind = fields.kind;
    this.outcome = fields.outcome;
    this.operation = fields.operation;
    this.status = fields.status ?? null;
    this.code = fields.code ?? null;
    this.s3Code = fields.s3Code ?? null;
    this.requestId = fields.requestId ?? null;
    this.rateLimit = fields.rateLimit ?? null;
    this.retryAfterMs = fields.retryAfterMs ?? null;
    this.body = fields.body ?? null;
  }
}
