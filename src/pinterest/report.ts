import type { Answer } from './classify.ts';
import type { Operation } from './endpoints.ts';
import type { Outcome, PinterestError, PinterestErrorKind } from './errors.ts';
import { headerText, parseRateLimit, type RateLimit } from './rate-limit.ts';

/** One HTTP attempt, as a timeline shows it. Holds no token, no query string and no body. */
export interface RequestReport {
  operation: Operation;
  method: string;
  path: string;
  /** 1, or more for a repeated read. */
  attempt: number;
  /** When it began, ms since the epoch. */
  startedAtMs: number;
  durationMs: number;
  /** null when there was no answer. */
  status: number | null;
  requestId: string | null;
  /** What Pinterest's clock showed, to the second, ms since the epoch; null: no answer, or no readable Date header. */
  dateMs: number | null;
  rateLimit: RateLimit | null;
  /** Pinterest's error code; null on success, like everything below. */
  code: number | null;
  kind: PinterestErrorKind | null;
  outcome: Outcome | null;
  message: string | null;
  /** The client repeats the request after this many ms; null when it does not. */
  retryInMs: number | null;
}

/** Called after every HTTP attempt, also one without an answer. What it throws is ignored. */
export type RequestObserver = (report: RequestReport) => void;

/** Starts the clock of one attempt; the returned function reports how it ended. */
export function startReport(
  observers: readonly (RequestObserver | undefined)[],
  request: { operation: Operation; method: string; url: URL },
  attempt: number,
): (answer: Answer | null, error: PinterestError | null, retryInMs?: number | null) => void {
  const startedAtMs = Date.now();
  const started = performance.now();
  return (answer, error, retryInMs = null) => {
    const report: RequestReport = {
      operation: request.operation,
      method: request.method,
      path: request.url.pathname,
      attempt,
      startedAtMs,
      durationMs: Math.round(performance.now() - started),
      status: answer?.status ?? error?.status ?? null,
      requestId: error?.requestId ?? (answer && headerText(answer.headers, 'x-pinterest-rid')),
      dateMs: answer && readDate(headerText(answer.headers, 'date')),
      rateLimit: answer && parseRateLimit(answer.headers, answer.receivedAtMs),
      code: error?.code ?? null,
      kind: error?.kind ?? null,
      outcome: error?.outcome ?? null,
      message: error?.message ?? null,
      retryInMs,
    };
    for (const observer of observers) notify(observer, report);
  };
}

function readDate(header: string | null): number | null {
  const ms = Date.parse(header ?? '');
  return Number.isNaN(ms) ? null : ms;
}

// An observer that fails must not turn a committed Pin into a failed call.
function notify(observer: RequestObserver | undefined, report: RequestReport): void {
  try {
    observer?.(report);
  } catch {
    // Ignored, see above.
  }
}
