const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds before the second attempt, the third and so on: 24 hours in all. Ours. */
const waitsMs: readonly number[] = [
  5_000,
  30_000,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  10 * hour,
];

/** Part by which a wait is longer or shorter, so that what failed together does not come back together. */
const jitter = 0.1;

/**
 * Milliseconds until the next attempt; null: there is none.
 * @param failed attempts so far. @param random from 0 to 1.
 */
export function retryDelayMs(failed: number, random: number): number | null {
  const wait = waitsMs[failed - 1];
  return wait === undefined ? null : Math.round(wait * (1 - jitter + 2 * jitter * random));
}

/** How a webhook has fared. */
export interface Standing {
  /** Deliveries in a row that were given up. */
  failureCount: number;
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  activeSince: Date;
}

const patienceMs = 3 * day;
const maxGivenUp = 20;

/**
 * Whether to stop trying, as Zernio's API documents it: nothing arrived for 3 days, and 20 deliveries in a row were
 * given up or attempts have failed for 3 days.
 */
export function isHopeless(
  { failureCount, failingSince, lastSuccessAt, activeSince }: Standing,
  now: Date,
): boolean {
  const before = now.getTime() - patienceMs;
  const lastGood = Math.max(lastSuccessAt?.getTime() ?? 0, activeSince.getTime());
  const failsLong = failingSince !== null && failingSince.getTime() <= before;
  return lastGood <= before && (failureCount >= maxGivenUp || failsLong);
}
