import type { LeasedQueue } from '../jobs/index.ts';
import {
  abandonPin,
  claimPins,
  msUntilDue,
  reapLeases,
  releaseLeases,
  renewLeases,
  type ClaimedPin,
  type Store,
} from '../store/index.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';

/** Due Pins as a queue: the Pin rows themselves. Whatever keeps leases right has connections of its own. */
export const pinQueue = (
  store: Store,
  policy: PublishPolicy,
  onTakenOver: (pins: readonly { id: string; from: string | null }[]) => void = () => {},
): LeasedQueue<ClaimedPin> => ({
  name: 'pin',
  leaseMs: policy.leaseMs,
  claim: async (worker, limit) => {
    const { pins, at } = await claimPins(store.db, { worker, limit, leaseMs: policy.leaseMs });
    return { jobs: pins, at };
  },
  renew: (worker, ids) => renewLeases(store.leaseDb, worker, ids, policy.leaseMs),
  release: (worker, ids) => releaseLeases(store.leaseDb, worker, ids),
  reap: async () => {
    const pins = await reapLeases(store.leaseDb);
    onTakenOver(pins);
    return pins.length;
  },
  msUntilDue: (at) => msUntilDue(store.db, at),
  giveBack: (pin) =>
    abandonPin(store.leaseDb, pin, nthDelay(policy.unreachableDelaysMs, pin.claims)),
  onWake: (wake) => store.notifications.on('linchpin_pin_due', wake),
});
