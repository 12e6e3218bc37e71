import type { Lane } from '../store/index.ts';

/** Every wait and cap of publishing in one place. All times in milliseconds. */
export interface PublishPolicy {
  /**
   * Pins a process works on at once, by lane; in each lane no two belong to the same account. Fewer than the 64
   * connections to Pinterest, which leaves connections for board reads while creates hang.
   */
  atOnce: Readonly<Record<Lane, number>>;
  /** Bytes of pictures in requests under way at once; a request takes up four times its pictures (measured). */
  pictureBytes: number;
  /**
   * A lease expires after this unless it is renewed. A dead worker's Pin is taken over after at most leaseMs +
   * reclaimEveryMs.
   */
  leaseMs: number;
  renewEveryMs: number;
  reclaimEveryMs: number;
  /**
   * Minimum remaining lease time for sending a create request: longer than the step from the lease check to the first
   * byte.
   */
  sendMarginMs: number;
  /** Stopping waits this long for create requests that are on their way; all else is handed back at once. */
  shutdownGraceMs: number;
  /** Create requests per Pin at most; each further one only after the last was proven absent. */
  maxAttempts: number;
  /** Workers that may die on a Pin before it is given up. */
  maxClaims: number;
  /** Waits between looks for a Pin whose answer was lost; the last repeats. Lists lag. */
  reconcileDelaysMs: readonly number[];
  /** A Pin is absent when this many looks ... */
  absentAfterReads: number;
  /** ... over this long have not found it. */
  absentAfterMs: number;
  /** A create may still take effect, and its Pin be missing from lists, this long after we stopped waiting for it. */
  commitMarginMs: number;
  /** One look reads pages for this long at most; the next one begins again at the newest Pin. */
  lookForMs: number;
  /** A person is asked when no search succeeded for this long. */
  reconcileForMs: number;
  /** The same while Pinterest gives no answer at all: then waiting costs nothing. */
  unreachableForMs: number;
  /** Waits while Pinterest cannot be reached; the last repeats. */
  unreachableDelaysMs: readonly number[];
  /** Wait after a rate limit that names no time. */
  rateLimitDelayMs: number;
  createTimeoutMs: number;
  /** Retry delay while another write to the Pinterest user holds the ticket. */
  ticketDelayMs: number;
  /** A Pin whose file is not on this machine is tried again after this long, here or on a machine that has it. */
  missingFileDelayMs: number;
  /** Retry delay for a Pin whose token this process cannot decrypt. */
  unreadableTokenDelayMs: number;
  /** Retry delay while the app or the connection lacks a permission; a new connection ends it. */
  permissionDelayMs: number;
  /** A domain Pinterest blocked as spam is left alone this long; blocked again within a week, the second. */
  linkPauseMs: { firstMs: number; repeatMs: number };
  /** Waits between looks at a video Pinterest is processing; the last repeats. Source: Pinterest's own sample. */
  processingDelaysMs: readonly number[];
  /** A video still processing after this long is uploaded again. */
  processingForMs: number;
  /** Times a video is registered, the first included, when processing takes too long. */
  uploadRounds: number;
  /** Times in a row that Pinterest's storage may refuse a video before its Pin fails. */
  uploadTries: number;
  /** An upload of which nothing moves for this long has failed, however long the whole takes. */
  uploadStallMs: number;
}

export const defaultPolicy: PublishPolicy = {
  atOnce: { pins: 48, uploads: 8 },
  pictureBytes: 128 * 1024 * 1024,
  leaseMs: 15_000,
  renewEveryMs: 4_000,
  reclaimEveryMs: 2_000,
  sendMarginMs: 2_000,
  shutdownGraceMs: 8_000,
  maxAttempts: 3,
  maxClaims: 5,
  reconcileDelaysMs: [2_000, 5_000, 10_000, 20_000, 30_000],
  absentAfterReads: 4,
  absentAfterMs: 60_000,
  commitMarginMs: 15_000,
  lookForMs: 20_000,
  reconcileForMs: 30 * 60_000,
  unreachableForMs: 24 * 3600_000,
  unreachableDelaysMs: [2_000, 10_000, 30_000, 60_000, 300_000],
  rateLimitDelayMs: 60_000,
  createTimeoutMs: 45_000,
  ticketDelayMs: 500,
  missingFileDelayMs: 30_000,
  unreadableTokenDelayMs: 60_000,
  permissionDelayMs: 3600_000,
  linkPauseMs: { firstMs: 24 * 3600_000, repeatMs: 48 * 3600_000 },
  processingDelaysMs: [1_000, 2_000, 4_000, 8_000, 10_000],
  processingForMs: 30 * 60_000,
  uploadRounds: 2,
  uploadTries: 6,
  uploadStallMs: 60_000,
};

/** The wait after `waits` earlier ones. */
export const nthDelay = (delays: readonly number[], waits: number): number =>
  delays[Math.min(waits, delays.length - 1)] ?? 0;

/** Another worker takes over a dead one's Pin within this time, ms. */
const takeoverMs = 20_000;

/**
 * Violated invariants of a policy; empty when valid. Exactly-once depends on these relations, not on the values. Tests
 * check the default policy and the one of the crash tests. Not checked at start: no setting changes a policy, and some
 * tests violate an invariant they do not need.
 */
export function checkPolicy(policy: PublishPolicy): string[] {
  const { leaseMs, renewEveryMs, sendMarginMs, absentAfterMs, createTimeoutMs, commitMarginMs } =
    policy;
  const rules: [boolean, string][] = [
    [
      absentAfterMs >= createTimeoutMs + commitMarginMs,
      'absentAfterMs must be at least createTimeoutMs + commitMarginMs: else a Pin is taken for absent that a request on its way still makes.',
    ],
    [policy.absentAfterReads >= 2, 'absentAfterReads must be at least 2: one look may lag.'],
    [
      2 * renewEveryMs + sendMarginMs < leaseMs,
      'leaseMs must outlast a failed renewal: 2 × renewEveryMs + sendMarginMs.',
    ],
    [
      sendMarginMs > 0,
      'sendMarginMs must leave time between the last look at the clock and the request.',
    ],
    [
      leaseMs + policy.reclaimEveryMs <= takeoverMs,
      `leaseMs + reclaimEveryMs must be at most ${takeoverMs}: a dead worker's Pin is taken over within it.`,
    ],
    [
      policy.reconcileForMs > absentAfterMs && policy.unreachableForMs >= policy.reconcileForMs,
      'The person may only be asked after the absence could have been proven.',
    ],
    [
      [policy.reconcileDelaysMs, policy.unreachableDelaysMs].every(
        (delays) => delays.length > 0 && delays.every((ms) => ms > 0),
      ),
      'Every wait must be longer than nothing.',
    ],
    [policy.maxAttempts >= 1 && policy.maxClaims >= 1, 'A Pin must be tried at least once.'],
  ];
  return rules.filter(([kept]) => !kept).map(([, broken]) => broken);
}
