import type { LeasedQueue } from './queue.ts';

/** Whether a runner is alive. */
export interface Pulse {
  /** Milliseconds since its queue last let it look for work or keep it; null: it never did. */
  ageMs(): number | null;
}

/** The same queue, with a pulse that beats whenever it answers its runner. */
export function withPulse<Job extends { id: string }>(
  queue: LeasedQueue<Job>,
  now: () => number = () => performance.now(),
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
    pulse: { ageMs: () => (lastAtMs === null ? null : Math.round(now() - lastAtMs)) },
  };
}
