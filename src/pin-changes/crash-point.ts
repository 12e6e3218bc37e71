import type { PinChangeRow } from '../store/index.ts';

/**
 * Moments between which a process can die: the change was claimed, the live Pin read, the intent stored, the request is
 * on its way, its answer has come, the end is stored.
 */
export type ChangePoint = 'claimed' | 'read' | 'marked' | 'sent' | 'answered' | 'recorded';

/** Called at each point; without one nothing happens there. `sent` runs while the answer is awaited. */
export type ChangeCrashPoint = (
  point: ChangePoint,
  change: Pick<PinChangeRow, 'id' | 'kind'>,
) => void | Promise<void>;
