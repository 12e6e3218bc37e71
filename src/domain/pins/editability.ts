import type { PinStep } from './pin.ts';
import type { PinStatus } from './statuses.ts';
import type { Problem } from '../errors/index.ts';

/** The columns that decide whether a person may still change a Pin. */
export interface PinState {
  status: PinStatus;
  step: PinStep | null;
  leaseOwner: string | null;
  reconcileSince: Date | null;
  problem: Problem | null;
  heldReason: Problem | null;
}

/**
 * What a person may do with a Pin:
 * `editable`: no worker holds it and Pinterest does not have it, so everything may change;
 * `cancellable`: work on it waits (a video is being processed) and no create was sent: it may be cancelled, not edited;
 * `in_flight`: a worker holds it, or a lost answer is being searched for;
 * `unknown`: Pinterest may have it, and only a person can tell;
 * `published`: Pinterest has it.
 */
export type PinEditability = 'editable' | 'cancellable' | 'in_flight' | 'unknown' | 'published';

/** Reads a locked row: what it says holds until the transaction ends. */
export function pinEditability(pin: PinState): PinEditability {
  if (pin.leaseOwner !== null) return 'in_flight';
  switch (pin.status) {
    case 'draft':
    case 'scheduled':
    case 'cancelled':
      return 'editable';
    case 'published':
      return 'published';
    case 'failed':
      return pin.problem?.code === 'PIN_OUTCOME_UNKNOWN' ? 'unknown' : 'editable';
    default:
      if (pin.heldReason?.code === 'PIN_RESTORED_UNCERTAIN') return 'unknown';
      // Held or publishing. A Pin that waits for a reconnection in the middle of a search must still be searched for.
      if (pin.reconcileSince !== null || pin.step === 'creating' || pin.step === 'reconciling')
        return 'in_flight';
      return pin.status === 'held' ? 'editable' : 'cancellable';
  }
}
