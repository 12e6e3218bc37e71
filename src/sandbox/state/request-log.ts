/** One request, without its body and without anything that authenticates. */
export interface LoggedRequest {
  id: string;
  /** ISO 8601 UTC, virtual clock. */
  at: string;
  /** When it arrived and when its answer left, ms of this process's monotonic clock: shows which requests overlapped. */
  beganMs: number;
  endedMs: number;
  method: string;
  /** Without the query. */
  path: string;
  /** operationId of the spec, `s3/upload`, or null for an unknown path. */
  operation: string | null;
  account: string | null;
  /** null when no answer was given: the connection was dropped, by a fault or by the client. */
  status: number | null;
  /** Pinterest's error code. */
  code: number | null;
  dropped: 'before' | 'after' | 'client' | null;
}

export interface RequestFilter {
  operation?: string;
  account?: string;
  status?: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  list(filter?: RequestFilter): LoggedRequest[];
  /** Every request since the last reset, also those the ring has forgotten. */
  counts(): Record<string, number>;
  clear(): void;
}

const CAPACITY = 10_000;

export function createRequestLog(capacity = CAPACITY): RequestLog {
  let ring: LoggedRequest[] = [];
  let next = 0;
  let counts = new Map<string, number>();
  return {
    add: (request) => {
      ring[next] = request;
      next = (next + 1) % capacity;
      const key = request.operation ?? 'unknown';
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    list: (filter = {}) =>
      [...ring.slice(next), ...ring.slice(0, next)].filter(
        (entry) =>
          (filter.operation === undefined || entry.operation === filter.operation) &&
          (filter.account === undefined || entry.account === filter.account) &&
          (filter.status === undefined || entry.status === filter.status),
      ),
    counts: () => Object.fromEntries(counts),
    clear: () => {
      ring = [];
      next = 0;
      counts = new Map();
    },
  };
}
