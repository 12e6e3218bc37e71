import { startStopwatch, type JobSource } from '../jobs/index.ts';
import { deliveryRows, handOutEvents, type DeliveryRow, type Store } from '../store/index.ts';

/** Every wait and cap of deliveries but those between attempts, which are rules of domain/webhooks. Ours. */
export interface DeliveryPolicy {
  /** Milliseconds: longer than a request may take, and until a dead worker's deliveries are sent again. */
  leaseMs: number;
  reclaimEveryMs: number;
  /** Deliveries of this process at once; of a webhook over all processes, and of one that fails. */
  atOnce: { process: number; webhook: number; failing: number };
  timeoutMs: number;
  /** Bytes of an answer that are kept. */
  maxAnswerBytes: number;
  /** Milliseconds that stopping waits for answers; what is then still unanswered is sent again later. */
  shutdownGraceMs: number;
}

export const defaultDeliveryPolicy: DeliveryPolicy = {
  leaseMs: 30_000,
  reclaimEveryMs: 5_000,
  atOnce: { process: 64, webhook: 4, failing: 1 },
  timeoutMs: 10_000,
  maxAnswerBytes: 4_096,
  shutdownGraceMs: 3_000,
};

/** Milliseconds until work is done again that threw an error, by how often it was claimed in a row. */
const retryMs = (claims: number): number => Math.min(2 ** claims * 1_000, 10 * 60_000);

/** New events are handed out before each claim, so that one wake is enough from the event to its delivery. */
export function deliveryJobs(store: Store, policy: DeliveryPolicy): JobSource<DeliveryRow> {
  const rows = deliveryRows(store, { ...policy, retryMs });
  return {
    ...rows,
    claim: async (worker, limit) => {
      const { waits } = await handOutEvents(store);
      const elapsed = startStopwatch();
      const claim = await rows.claim(worker, limit);
      store.clock.learn(claim.at, elapsed()); // Signatures carry the time.
      return { ...claim, passedOver: claim.passedOver || waits };
    },
    // An answer that is on its way is waited for: handed back, the delivery would arrive twice.
    release: () => Promise.resolve([]),
    onWake: (wake) => {
      const stops = [
        rows.onWake(wake),
        store.notifications.on('linchpin_due', (announced) => {
          if (announced === 'event') wake();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
