import type { ErrorBody, ProblemBody } from './types.generated.ts';

/** An answer of the API that is not 2xx. `problems` lists everything that was wrong. */
export class LinchpinApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly ProblemBody[];
  readonly requestId: string | null;
  /** Milliseconds after which the same call can succeed; null: not known. */
  readonly retryAfterMs: number | null;

  constructor(status: number, body: Partial<ErrorBody>, retryAfterMs: number | null = null) {
    super(body.error ?? `The server answered ${status}.`);
    this.name = 'LinchpinApiError';
    this.status = status;
    this.code = body.code ?? 'UNKNOWN_ANSWER';
    this.problems = body.details?.problems ?? [];
    this.requestId = body.requestId ?? null;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came: `cause` says why. `origin` is where one was expected, empty for the origin of the page. */
export class LinchpinConnectionError extends TypeError {
  readonly origin: string;

  constructor(origin: string, cause: unknown) {
    super(`No answer from ${origin || 'the server'}.`, { cause });
    this.name = 'LinchpinConnectionError';
    this.origin = origin;
  }
}
