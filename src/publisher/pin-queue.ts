import type { LeasedQueue } from '../jobs/index.ts';
import {
  abandonPin,
  claimPins,
  msUntilDue,
  reapLeases,
  renewLeases,
  type ClaimedPin,
  type Store,
} from '../store/index.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';

/** Due Pins as a queue: the Pin rows themselves. */
export const pinQueue = (store: Store, policy: PublishPolicy): LeasedQueue<ClaimedPin> => ({
  name: 'pin',
  claim: (worker, limit) => claimPins(store.db, { worker, limit, leaseMs: policy.leaseMs }),
  renew: (worker) => renewLeases(store.leaseDb, worker, policy.leaseMs),
  reap: async () => (await reapLeases(store.leaseDb)).length,
  msUntilDue: () => msUntilDue(store.db),
  giveBack: (pin) =>
    abandonPin(store.leaseDb, pin, nthDelay(policy.unreachableDelaysMs, pin.claims)),
  onWake: (wake) => store.notifications.on('linchpin_pin_due', wake),
});
