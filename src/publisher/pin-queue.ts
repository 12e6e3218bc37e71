import { startStopwatch, type LeasedQueue } from '../jobs/index.ts';
import {
  abandonPin,
  claimPins,
  msUntilDue,
  reapLeases,
  releaseLeases,
  renewLeases,
  type ClaimedPin,
  type Lane,
  type Store,
} from '../store/index.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';

/** Hears of Pins that were taken back from workers that died. */
export type TakenOver = (pins: readonly { id: string; from: string | null }[]) => void;

/**
 * Due Pins of one lane as a queue: the Pin rows themselves. Whatever keeps leases right has connections of its own.
 */
export const pinQueue = (
  store: Store,
  policy: PublishPolicy,
  lane: Lane,
  onTakenOver: TakenOver = () => {},
): LeasedQueue<ClaimedPin> => ({
  name: lane,
  leaseMs: policy.leaseMs,
  claim: async (worker, limit) => {
    const { leaseMs } = policy;
    const age = startStopwatch();
    const { pins, ...look } = await claimPins(store.db, { lane, worker, limit, leaseMs });
    store.clock.learn(look.at, age());
    return { jobs: pins, ...look };
  },
  renew: (worker, ids) => renewLeases(store.leaseDb, worker, ids, policy.leaseMs),
  release: (worker, ids) => releaseLeases(store.leaseDb, worker, ids),
  reap: async () => {
    const pins = await reapLeases(store.leaseDb, policy.leaseMs);
    onTakenOver(pins);
    return pins.length;
  },
  msUntilDue: (at) => msUntilDue(store.db, lane, at),
  giveBack: (pin) =>
    abandonPin(store.leaseDb, pin, nthDelay(policy.unreachableDelaysMs, pin.claims)),
  // Empty: the connection was lost for a while, and nobody knows what was announced.
  onWake: (wake) =>
    store.notifications.on('linchpin_pin_due', (announced) => {
      if (announced === lane || announced === '') wake();
    }),
});
