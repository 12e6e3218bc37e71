import { expect, test } from 'vitest';
import { problem } from './errors/index.ts';
import { pinFreedom, type PinFreedom, type PinState } from './pin-freedom.ts';

const state = (more: Partial<PinState>): PinState => ({
  status: 'scheduled',
  step: null,
  leaseOwner: null,
  reconcileSince: null,
  problem: null,
  heldReason: null,
  ...more,
});
const now = new Date(0);

test.each<[Partial<PinState>, PinFreedom]>([
  [{ status: 'draft' }, 'free'],
  [{ status: 'scheduled' }, 'free'],
  [{ status: 'cancelled' }, 'free'],
  [{ status: 'held' }, 'free'],
  [{ status: 'failed', problem: problem('PIN_BOARD_GONE') }, 'free'],
  [{ status: 'failed', problem: problem('PIN_OUTCOME_UNKNOWN') }, 'unknown'],
  [{ status: 'published' }, 'published'],
  [{ status: 'publishing', step: 'processing' }, 'begun'],
  [{ status: 'publishing', step: 'preparing' }, 'begun'],
  [{ status: 'publishing', step: 'preparing', leaseOwner: 'w' }, 'busy'],
  [{ status: 'publishing', step: 'creating' }, 'busy'],
  [{ status: 'publishing', step: 'reconciling', reconcileSince: now }, 'busy'],
  // Held in the middle of a search: Pinterest may have it.
  [{ status: 'held', reconcileSince: now }, 'busy'],
  [{ status: 'held', step: 'reconciling' }, 'busy'],
])('%j is %s', (pin, expected) => {
  expect(pinFreedom(state(pin))).toBe(expected);
});
