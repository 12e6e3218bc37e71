import type { PinStatus, PinStep } from './pin.ts';
import type { Problem } from './errors/index.ts';

/** The facts that decide whether a person may still change a Pin. */
export interface PinState {
  status: PinStatus;
  step: PinStep | null;
  leaseOwner: string | null;
  reconcileSince: Date | null;
  problem: Problem | null;
  heldReason: Problem | null;
}

/**
 * Who has the say over a Pin:
 * `free`: nobody works on it and Pinterest does not have it, so everything about it may change;
 * `begun`: work on it waits (a video is processed, say) and nothing was asked for yet: it may be cancelled, not edited;
 * `busy`: a worker holds it, or an answer of Pinterest is being looked for;
 * `unknown`: Pinterest may have it, and only a person can tell;
 * `published`: Pinterest has it.
 */
export type PinFreedom = 'free' | 'begun' | 'busy' | 'unknown' | 'published';

/** Reads a locked row: what it says holds until the transaction ends. */
export function pinFreedom(pin: PinState): PinFreedom {
  if (pin.leaseOwner !== null) return 'busy';
  switch (pin.status) {
    case 'draft':
    case 'scheduled':
    case 'cancelled':
      return 'free';
    case 'published':
      return 'published';
    case 'failed':
      return pin.problem?.code === 'PIN_OUTCOME_UNKNOWN' ? 'unknown' : 'free';
    default:
      if (pin.heldReason?.code === 'PIN_RESTORED_UNCERTAIN') return 'unknown';
      // Held or publishing. A Pin that waits for a reconnection in the middle of a search must still be searched for.
      if (pin.reconcileSince !== null || pin.step === 'creating' || pin.step === 'reconciling')
        return 'busy';
      return pin.status === 'held' ? 'free' : 'begun';
  }
}
