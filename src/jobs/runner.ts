import { randomUUID } from 'node:crypto';
import { createAlarm, startStopwatch } from './timing.ts';
import type { Handler, JobSource } from './job-source.ts';

export interface RunnerOptions<Job extends { id: string }> {
  source: JobSource<Job>;
  handle: Handler<Job>;
  /** Rows worked on at once. */
  concurrency: number;
  /** Milliseconds between renewals; the source's lease must be several times longer. */
  renewEveryMs: number;
  /** Milliseconds between looks for leases of dead workers. */
  reclaimEveryMs: number;
  /** Longest sleep in milliseconds, should a notification be lost. */
  pollMs: number;
  /** Milliseconds that stopping waits for what cannot be handed back, before it aborts it. Default 10,000. */
  graceMs?: number;
  onError: (error: unknown, during: string) => void;
}

export interface Runner {
  worker: string;
  running(): number;
  /** Takes nothing new, hands back what can be, and resolves when the rest has ended or was aborted. */
  stop(): Promise<void>;
}

interface Held {
  abort: AbortController;
  /** Milliseconds since the claim or the last renewal was asked for. */
  age: () => number;
  done: Promise<void>;
  /** Whether its end no longer matters: another worker may have it. */
  dropped: boolean;
}

/** Milliseconds until a second look at a row that was locked: a renewal or a change of it takes no longer, as a rule. */
const lockedMs = 30;

/** Milliseconds for aborted work to store how it ended. */
const abortGraceMs = 2_000;

/**
 * Claims due rows, hands them to the handler, and sleeps until the next one falls due or one is announced.
 */
export function startRunner<Job extends { id: string }>(options: RunnerOptions<Job>): Runner {
  const { source, onError } = options;
  const worker = randomUUID();
  const running = new Map<string, Held>();
  const alarm = createAlarm();
  const stop = new AbortController();
  /** Whether finished work should trigger a claim: due rows were left or a claim is running. */
  let left = true;

  const drop = (held: Held, reason: string): void => {
    held.dropped = true;
    held.abort.abort(new Error(reason));
  };

  const start = (job: Job, age: () => number): void => {
    const abort = new AbortController();
    const held: Held = { abort, age, dropped: false, done: Promise.resolve() };
    const lease = { signal: abort.signal, msLeft: () => source.leaseMs - held.age() };
    running.set(job.id, held);
    held.done = options
      .handle(job, abort.signal, lease)
      .catch(async (error: unknown) => {
        if (held.dropped) return;
        onError(error, `${source.name} ${job.id}`);
        await source.fail(job, error);
      })
      .catch((error: unknown) => onError(error, `giving back ${source.name} ${job.id}`))
      .finally(() => {
        // A row whose lease was lost may have been claimed again meanwhile.
        if (running.get(job.id) === held) running.delete(job.id);
        if (left) alarm.ring();
      });
  };

  /** Takes what is due; @returns how long to sleep now. */
  const work = async (): Promise<number> => {
    // True while the claim runs: work that finishes meanwhile may be missed by it.
    left = true;
    const free = options.concurrency - running.size;
    if (free <= 0) return options.pollMs;
    const age = startStopwatch();
    const claim = await source.claim(worker, free);
    for (const job of claim.jobs) start(job, age);
    // With every slot taken no timer runs: a row may fall due before a slot is free.
    if (running.size >= options.concurrency) return options.pollMs;
    left = claim.left;
    if (claim.passedOver) return lockedMs;
    const ms = await source.msUntilDue(claim.at);
    return ms === null ? options.pollMs : Math.min(Math.max(ms, 5), options.pollMs);
  };

  const loop = (async () => {
    while (!stop.signal.aborted) {
      alarm.reset();
      const sleepMs = await work().catch((error: unknown) => {
        onError(error, `claiming ${source.name}`);
        return Math.min(options.pollMs, 1000);
      });
      if (sleepMs > 0 && !stop.signal.aborted) await alarm.sleep(sleepMs);
    }
  })();

  const renew = async (): Promise<void> => {
    const before = new Map(running);
    if (before.size === 0) return;
    const age = startStopwatch();
    const held = new Set(await source.renew(worker, [...before.keys()]));
    for (const [id, entry] of before)
      if (held.has(id)) entry.age = age;
      // Jobs that ended during the renewal are not held either; nothing listens to their signals.
      else drop(entry, 'The lease was lost.');
  };
  const dropExpired = (): void => {
    for (const entry of running.values())
      if (entry.age() >= source.leaseMs) drop(entry, 'The lease ran out.');
  };
  let renewing = false;
  const timers = [
    setInterval(() => {
      if (renewing) return dropExpired();
      renewing = true;
      void renew()
        .catch((error: unknown) => onError(error, `renewing ${source.name}`))
        .finally(() => {
          renewing = false;
          dropExpired();
        });
    }, options.renewEveryMs),
    setInterval(
      () =>
        void source.reclaimExpired().then(
          (count) => count > 0 && alarm.ring(),
          (error: unknown) => onError(error, `reaping ${source.name}`),
        ),
      options.reclaimEveryMs,
    ),
  ];
  const unsubscribe = source.onWake(alarm.ring);

  /** False: time ran out. */
  const ended = async (ms: number): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, ms, false)));
    const all = Promise.all([...running.values()].map((held) => held.done)).then(() => true);
    return Promise.race([all, late]).finally(() => clearTimeout(timer));
  };

  const releaseAll = async (): Promise<void> => {
    if (running.size === 0) return;
    for (const id of await source.release(worker, [...running.keys()])) {
      const held = running.get(id);
      if (held) drop(held, 'The process is stopping; the work was handed back.');
    }
  };

  let stopping: Promise<void> | undefined;
  const stopOnce = async (): Promise<void> => {
    stop.abort();
    alarm.ring();
    unsubscribe();
    await loop;
    await releaseAll().catch((error: unknown) => onError(error, `handing back ${source.name}`));
    if (!(await ended(options.graceMs ?? 10_000))) {
      for (const held of running.values()) held.abort.abort(new Error('The process is stopping.'));
      await ended(abortGraceMs);
    }
    for (const timer of timers) clearInterval(timer);
  };

  return {
    worker,
    running: () => running.size,
    stop: () => (stopping ??= stopOnce()),
  };
}
