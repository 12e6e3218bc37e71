import { startStopwatch, type JobSource } from '../jobs/index.ts';
import {
  failPin,
  claimPins,
  noOverdueIdentities,
  msUntilDue,
  reclaimExpiredLeases,
  releaseLeases,
  renewLeases,
  type ClaimedPin,
  type Lane,
  type Store,
} from '../store/index.ts';
import { nthDelay, type PublishPolicy } from './policy.ts';

/** Called with Pins whose leases expired: their workers died. */
export type TakenOver = (pins: readonly { id: string; from: string | null }[]) => void;

/** Milliseconds until all due Pins are read again: a released Pin keeps its due_at, which may lie before `until`. */
const knownMs = 1_000;

/**
 * Due Pins of one lane as a queue: the Pin rows themselves. Lease statements use a pool of their own: a busy main pool cannot let leases expire.
 */
export const pinJobs = (
  store: Store,
  policy: PublishPolicy,
  lane: Lane,
  onTakenOver: TakenOver = () => {},
): JobSource<ClaimedPin> => {
  let known = { behind: noOverdueIdentities, age: startStopwatch() };
  return {
    name: lane,
    leaseMs: policy.leaseMs,
    claim: async (worker, limit) => {
      const { leaseMs } = policy;
      const age = startStopwatch();
      if (known.behind === noOverdueIdentities || known.age() >= knownMs)
        known = { behind: noOverdueIdentities, age };
      const options = { lane, worker, limit, leaseMs, behind: known.behind };
      const { pins, behind, ...look } = await claimPins(store.db, options);
      known.behind = behind;
      store.clock.learn(look.at, age());
      return { jobs: pins, ...look };
    },
    renew: (worker, ids) => renewLeases(store.leaseDb, worker, ids, policy.leaseMs),
    release: (worker, ids) => releaseLeases(store.leaseDb, worker, ids),
    reclaimExpired: async () => {
      const pins = await reclaimExpiredLeases(store.leaseDb, policy.leaseMs);
      onTakenOver(pins);
      return pins.length;
    },
    msUntilDue: async (at) => {
      const ms = await msUntilDue(store.db, lane, at);
      return known.behind === noOverdueIdentities ? ms : Math.min(ms ?? knownMs, knownMs);
    },
    fail: (pin) => failPin(store.leaseDb, pin, nthDelay(policy.unreachableDelaysMs, pin.claims)),
    // Empty payload: the connection was lost, so notifications may have been missed.
    onWake: (wake) =>
      store.notifications.on('linchpin_pin_due', (announced) => {
        if (announced === lane || announced === '') wake();
      }),
  };
};
