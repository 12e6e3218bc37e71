/** Every wait and cap of publishing in one place. All times in milliseconds. */
export interface PublishPolicy {
  /** A lease lives this long unless it is renewed: a dead worker's Pin is taken over within it. */
  leaseMs: number;
  renewEveryMs: number;
  reapEveryMs: number;
  /** Create requests per Pin at most; each further one only after the last was proven absent. */
  maxAttempts: number;
  /** Workers that may die on a Pin before it is given up. */
  maxClaims: number;
  /** Waits between looks for a Pin whose answer was lost; the last repeats. Lists lag (facts §3.3). */
  reconcileDelaysMs: readonly number[];
  /** A Pin is absent when this many looks ... */
  absentAfterReads: number;
  /** ... over this long have not found it. Longer than a create request may take. */
  absentAfterMs: number;
  /** Without a clear look for this long the person is asked. */
  reconcileForMs: number;
  /** Waits while Pinterest cannot be reached; the last repeats. */
  unreachableDelaysMs: readonly number[];
  /** Wait after a rate limit that names no time. */
  rateLimitDelayMs: number;
  createTimeoutMs: number;
}

export const defaultPolicy: PublishPolicy = {
  leaseMs: 15_000,
  renewEveryMs: 4_000,
  reapEveryMs: 2_000,
  maxAttempts: 3,
  maxClaims: 5,
  reconcileDelaysMs: [2_000, 5_000, 10_000, 20_000, 30_000],
  absentAfterReads: 4,
  absentAfterMs: 60_000,
  reconcileForMs: 30 * 60_000,
  unreachableDelaysMs: [2_000, 10_000, 30_000, 60_000, 300_000],
  rateLimitDelayMs: 60_000,
  createTimeoutMs: 45_000,
};

/** The wait after `waits` earlier ones. */
export const nthDelay = (delays: readonly number[], waits: number): number =>
  delays[Math.min(waits, delays.length - 1)] ?? 0;
