import type { JobSource } from './job-source.ts';

/** A sleep that `ring` ends early; a `ring` between `reset` and `sleep` counts. */
export function createAlarm() {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    reset: () => {
      rung = false;
    },
    ring: () => {
      rung = true;
      wake?.();
    },
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        if (rung) return resolve();
        const timer = setTimeout(finish, ms);
        function finish() {
          clearTimeout(timer);
          wake = null;
          resolve();
        }
        wake = finish;
      }),
  };
}

/**
 * Milliseconds since the call, by the monotonic or the wall clock, the larger of the two: the first does not see a
 * machine that slept, the second may be set back. Too much only makes a worker give up a lease early.
 */
export function startStopwatch(
  monotonic: () => number = () => performance.now(),
  wall: () => number = Date.now,
): () => number {
  const began = { monotonic: monotonic(), wall: wall() };
  return () => Math.max(monotonic() - began.monotonic, wall() - began.wall);
}

/** Whether a runner is alive. */
export interface Heartbeat {
  /** Milliseconds since its source last let it look for work or keep it; null: it never did. */
  ageMs(): number | null;
}

/** The same source, with a pulse that beats whenever it answers its runner. */
export function withHeartbeat<Job extends { id: string }>(
  source: JobSource<Job>,
  now: () => number = () => performance.now(),
): { source: JobSource<Job>; pulse: Heartbeat } {
  let lastAtMs: number | null = null;
  const beat = <T>(value: T): T => {
    lastAtMs = now();
    return value;
  };
  return {
    source: {
      ...source,
      claim: async (...given) => beat(await source.claim(...given)),
      renew: async (...given) => beat(await source.renew(...given)),
    },
    pulse: { ageMs: () => (lastAtMs === null ? null : Math.round(now() - lastAtMs)) },
  };
}
