import type { ClaimedPin } from '../store/index.ts';

/**
 * Moments of a create between which a process can die: the Pin was taken up, its request is ready, the intent is
 * stored, the request is on its way, its answer has come, the outcome is stored.
 */
export type PublishPoint = 'claimed' | 'prepared' | 'marked' | 'sent' | 'answered' | 'recorded';

/** Called at each point; without one nothing happens there. `sent` runs while the answer is awaited. */
export type CrashPoint = (
  point: PublishPoint,
  pin: Pick<ClaimedPin, 'id' | 'title' | 'attempts'>,
) => void | Promise<void>;
