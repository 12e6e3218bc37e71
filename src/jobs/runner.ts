import { randomUUID } from 'node:crypto';
import type { Handler, LeasedQueue } from './queue.ts';

export interface RunnerOptions<Job extends { id: string }> {
  queue: LeasedQueue<Job>;
  handle: Handler<Job>;
  /** Rows worked on at once. */
  concurrency: number;
  /** Milliseconds between renewals; the queue's lease must be several times longer. */
  renewEveryMs: number;
  /** Milliseconds between looks for leases of dead workers. */
  reapEveryMs: number;
  /** Longest sleep in milliseconds, should a notification be lost. */
  pollMs: number;
  onError: (error: unknown, during: string) => void;
}

export interface Runner {
  worker: string;
  running(): number;
  /** Takes nothing new, and resolves when what is being worked on has ended. */
  stop(): Promise<void>;
}

/**
 * Claims due rows, hands them to the handler, and sleeps until the next one falls due or one is announced.
 */
export function startRunner<Job extends { id: string }>(options: RunnerOptions<Job>): Runner {
  const { queue, onError } = options;
  const worker = randomUUID();
  const running = new Map<string, { abort: AbortController; done: Promise<void> }>();
  const alarm = createAlarm();
  const stop = new AbortController();

  const start = (job: Job): void => {
    const abort = new AbortController();
    const done = options
      .handle(job, abort.signal)
      .catch(async (error: unknown) => {
        onError(error, `${queue.name} ${job.id}`);
        await queue.giveBack(job, error);
      })
      .catch((error: unknown) => onError(error, `giving back ${queue.name} ${job.id}`))
      .finally(() => {
        running.delete(job.id);
        alarm.ring();
      });
    running.set(job.id, { abort, done });
  };

  /** How long to sleep now; 0 when there may be more to claim. */
  const work = async (): Promise<number> => {
    const free = options.concurrency - running.size;
    if (free <= 0) return options.pollMs;
    const jobs = await queue.claim(worker, free);
    for (const job of jobs) start(job);
    if (jobs.length > 0) return 0;
    const ms = await queue.msUntilDue();
    // A due row that could not be claimed is locked by another worker for a moment: look again soon, not at once.
    return ms === null ? options.pollMs : Math.min(Math.max(ms, 5), options.pollMs);
  };

  const loop = (async () => {
    while (!stop.signal.aborted) {
      alarm.reset();
      const sleepMs = await work().catch((error: unknown) => {
        onError(error, `claiming ${queue.name}`);
        return Math.min(options.pollMs, 1000);
      });
      if (sleepMs > 0) await alarm.sleep(sleepMs);
    }
  })();

  const renew = async (): Promise<void> => {
    if (running.size === 0) return;
    const before = [...running.keys()];
    const held = new Set(await queue.renew(worker));
    for (const id of before) if (!held.has(id)) running.get(id)?.abort.abort();
  };
  const timers = [
    setInterval(
      () => void renew().catch((error: unknown) => onError(error, `renewing ${queue.name}`)),
      options.renewEveryMs,
    ),
    setInterval(
      () =>
        void queue.reap().then(
          (count) => count > 0 && alarm.ring(),
          (error: unknown) => onError(error, `reaping ${queue.name}`),
        ),
      options.reapEveryMs,
    ),
  ];
  const unsubscribe = queue.onWake(alarm.ring);

  return {
    worker,
    running: () => running.size,
    stop: async () => {
      stop.abort();
      alarm.ring();
      unsubscribe();
      await loop;
      await Promise.all([...running.values()].map((job) => job.done));
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** A sleep that a ring ends early; a ring between `reset` and `sleep` is not lost. */
function createAlarm() {
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
