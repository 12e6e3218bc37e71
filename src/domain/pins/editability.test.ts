import { expect, test } from 'vitest';
import { problem } from '../errors/index.ts';
import { pinEditability, type PinEditability, type PinState } from './editability.ts';

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

test.each<[Partial<PinState>, PinEditability]>([
  [{ status: 'draft' }, 'editable'],
  [{ status: 'scheduled' }, 'editable'],
  [{ status: 'cancelled' }, 'editable'],
  [{ status: 'held' }, 'editable'],
  [{ status: 'failed', problem: problem('PIN_BOARD_GONE') }, 'editable'],
  [{ status: 'failed', problem: problem('PIN_OUTCOME_UNKNOWN') }, 'unknown'],
  [{ status: 'published' }, 'published'],
  [{ status: 'publishing', step: 'processing' }, 'cancellable'],
  [{ status: 'publishing', step: 'preparing' }, 'cancellable'],
  [{ status: 'publishing', step: 'preparing', leaseOwner: 'w' }, 'in_flight'],
  [{ status: 'publishing', step: 'creating' }, 'in_flight'],
  [{ status: 'publishing', step: 'reconciling', reconcileSince: now }, 'in_flight'],
  // Held in the middle of a search: Pinterest may have it.
  [{ status: 'held', reconcileSince: now }, 'in_flight'],
  [{ status: 'held', step: 'reconciling' }, 'in_flight'],
])('%j is %s', (pin, expected) => {
  expect(pinEditability(state(pin))).toBe(expected);
});
