import type { LeasedQueue } from './queue.ts';

/** When a runner last heard from its queue, in ms since the epoch by this process's clock; null: never. */
export interface Pulse {
  lastAtMs(): number | null;
}

/** The same queue, but it notes when it last let its runner look for work or keep it. */
export function withPulse<Job extends { id: string }>(
  queue: LeasedQueue<Job>,
  now: () => number = Date.now,
): { queue: LeasedQueue<Job>; pulse: Pulse } {
  let lastAtMs: number | null = null;
  const beat = <T>(value: T): T => {
    lastAtMs = now();
    return value;
  };
  return {
    queue: {
      ...queue,
      claim: async (...given) => beat(await queue.claim(...given)),
      renew: async (...given) => beat(await queue.renew(...given)),
    },
    pulse: { lastAtMs: () => lastAtMs },
  };
}
