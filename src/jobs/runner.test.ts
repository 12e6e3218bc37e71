import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lease, JobSource } from './job-source.ts';
import { startRunner, type Runner } from './runner.ts';

interface Job {
  id: string;
}

/** A source in memory, whose answers a test can change, and a handler that works until told to end. */
function createBench(options: { graceMs?: number } = {}) {
  const due: Job[] = [];
  const work = new Map<string, { lease: Lease; end: (error?: Error) => void }>();
  const calls = {
    renewed: [] as (readonly string[])[],
    gaveBack: [] as string[],
    errors: 0,
    claims: 0,
  };
  let wake = () => {};
  const source: JobSource<Job> = {
    name: 'job',
    leaseMs: 10_000,
    claim: (_, limit) => {
      calls.claims += 1;
      const jobs = due.splice(0, limit);
      return Promise.resolve({ jobs, at: new Date(), left: due.length > 0, passedOver: false });
    },
    renew: (_, ids) => {
      calls.renewed.push(ids);
      return Promise.resolve([...ids]);
    },
    release: (_, ids) => Promise.resolve([...ids]),
    reclaimExpired: () => Promise.resolve(0),
    msUntilDue: () => Promise.resolve(null),
    fail: (job) => {
      calls.gaveBack.push(job.id);
      return Promise.resolve();
    },
    onWake: (listener) => {
      wake = listener;
      return () => {};
    },
  };
  const runner: Runner = startRunner<Job>({
    source,
    handle: (job, _, lease) =>
      new Promise<void>((resolve, reject) =>
        work.set(job.id, { lease, end: (error) => (error ? reject(error) : resolve()) }),
      ),
    concurrency: 2,
    renewEveryMs: 3_000,
    reclaimEveryMs: 5_000,
    pollMs: 60_000,
    ...options,
    onError: () => void (calls.errors += 1),
  });
  const workOn = async (id: string) => {
    due.push({ id });
    wake();
    await vi.advanceTimersByTimeAsync(10);
    const job = work.get(id);
    if (!job) throw new Error(`${id} was not taken.`);
    return job;
  };
  return { source, runner, calls, due, workOn };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a lease', () => {
  test('lasts while it is renewed, counted from before the request', async () => {
    const { workOn } = createBench();
    const { lease } = await workOn('a');
    await pass(29_000);
    expect(lease.signal.aborted).toBe(false);
    expect(lease.msLeft()).toBeGreaterThan(6_900);
  });

  test('that the database no longer knows aborts the work', async () => {
    const { source, workOn, calls } = createBench();
    const { lease, end } = await workOn('a');
    source.renew = () => Promise.resolve([]);
    await pass(3_100);
    expect(lease.signal.aborted).toBe(true);
    end(new Error('aborted'));
    await pass(1);
    expect(calls).toMatchObject({ gaveBack: [], errors: 0 });
  });

  test('that cannot be renewed runs out by our own clock', async () => {
    const { source, workOn } = createBench();
    const { lease } = await workOn('a');
    source.renew = () => Promise.reject(new Error('the database is gone'));
    await pass(9_000);
    expect(lease.signal.aborted).toBe(false);
    await pass(3_100);
    expect(lease.signal.aborted).toBe(true);
    expect(lease.msLeft()).toBeLessThan(0);
  });

  test('a renewal that hangs does not keep it alive', async () => {
    const { source, workOn } = createBench();
    const { lease } = await workOn('a');
    source.renew = () => new Promise(() => {});
    await pass(12_100);
    expect(lease.signal.aborted).toBe(true);
  });

  test('of work that has ended is not renewed, even where its end could not be stored', async () => {
    const { source, workOn, calls } = createBench();
    const first = await workOn('a');
    await workOn('b');
    source.fail = () => Promise.reject(new Error('the database is gone'));
    first.end(new Error('the database is gone'));
    await pass(3_000);
    expect(calls.renewed.at(-1)).toEqual(['b']);
  });

  test('a row claimed again while a renewal of the old lease was on its way keeps its own', async () => {
    const { source, workOn } = createBench();
    const first = await workOn('a');
    let answer: (ids: string[]) => void = () => {};
    source.renew = () => new Promise((resolve) => (answer = resolve));
    await pass(3_000);
    first.end();
    await pass(1);
    const second = await workOn('a');
    answer([]);
    await pass(1);
    expect(second.lease.signal.aborted).toBe(false);
  });
});

describe('stopping', () => {
  test('hands back at once what can be handed back', async () => {
    const { workOn, runner, calls } = createBench();
    const { lease, end } = await workOn('a');
    const stopped = runner.stop();
    await pass(1);
    expect(lease.signal.aborted).toBe(true);
    end(new Error('aborted'));
    await stopped;
    expect(calls).toMatchObject({ gaveBack: [], errors: 0 });
  });

  test('waits for what must be heard out, and keeps its lease meanwhile', async () => {
    const { source, workOn, runner, calls } = createBench({ graceMs: 8_000 });
    const { lease, end } = await workOn('a');
    source.release = () => Promise.resolve([]);
    const stopped = runner.stop();
    await pass(7_000);
    expect(lease.signal.aborted).toBe(false);
    expect(calls.renewed.length).toBeGreaterThanOrEqual(2);
    end();
    await stopped;
  });

  test('aborts it when that takes too long, and ends even if it never does', async () => {
    const { source, workOn, runner } = createBench({ graceMs: 8_000 });
    const { lease } = await workOn('a');
    source.release = () => Promise.reject(new Error('the database is gone'));
    const stopped = runner.stop();
    await pass(8_100);
    expect(lease.signal.aborted).toBe(true);
    await pass(2_100);
    await stopped;
  });

  test('takes nothing new', async () => {
    const { runner, due } = createBench();
    await runner.stop();
    due.push({ id: 'late' });
    await pass(120_000);
    expect(due).toHaveLength(1);
  });
});

test('no more is taken than can be worked on, and the end of one makes room', async () => {
  const { workOn, due, runner } = createBench();
  const first = await workOn('a');
  await workOn('b');
  due.push({ id: 'c' });
  await pass(30_000);
  expect([runner.running(), due.length]).toEqual([2, 1]);
  first.end();
  await pass(1);
  expect([runner.running(), due.length]).toEqual([2, 0]);
});

test('the end of work is no reason to claim when nothing due was left', async () => {
  const { workOn, due, calls } = createBench();
  const { end } = await workOn('a');
  const before = calls.claims;
  end();
  await pass(1_000);
  expect(calls.claims).toBe(before);
  due.push({ id: 'b' }, { id: 'c' }, { id: 'd' });
  await pass(60_000);
  expect(due).toEqual([{ id: 'd' }]);
});

test('what ends while a claim is on its way is not forgotten', async () => {
  const { source, workOn, due, runner } = createBench();
  const { end } = await workOn('a');
  // The claim sees `b` as blocked by `a`, which ends before the claim has answered.
  const claim = source.claim;
  let answer = () => {};
  source.claim = () =>
    new Promise((resolve) => {
      answer = () => resolve({ jobs: [], at: new Date(), left: true, passedOver: false });
    });
  await pass(60_000);
  end();
  await pass(1);
  due.push({ id: 'b' });
  source.claim = claim;
  answer();
  await pass(1);
  expect([runner.running(), due.length]).toEqual([1, 0]);
});

test('a row that was locked for a moment is looked for again at once', async () => {
  const { source, due, runner, calls } = createBench();
  await pass(1);
  const { claim } = source;
  source.claim = () => {
    source.claim = claim;
    return Promise.resolve({ jobs: [], at: new Date(), left: true, passedOver: true });
  };
  await pass(60_000);
  due.push({ id: 'a' });
  const before = calls.claims;
  await pass(100);
  expect([runner.running(), calls.claims - before]).toEqual([1, 1]);
});
