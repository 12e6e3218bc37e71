import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { JobSource } from '../../src/jobs/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { TestClock } from '../harness/clock.ts';
import { until } from '../crash/crash-harness.ts';

/** A leased table under test, with what the suite must be able to do to it. */
export interface LeasedSubject {
  store: Store;
  clock: TestClock;
  table: string;
  source: JobSource<{ id: string }>;
  leaseMs: number;
  /**
   * Stores rows, due this many ms from now; rows of one key exclude each other.
   * @returns their ids in the same order.
   */
  add(rows: readonly { key: string; dueInMs: number }[]): Promise<string[]>;
  /** Ends the work of a claimed row for good. @returns false: the lease was lost. */
  finish(job: { id: string }): Promise<boolean>;
  /** Whether a row was given up, and says so. */
  givenUp(id: string): Promise<boolean>;
  /** Claims in a row after which a row is given up. */
  maxClaims: number;
  /** What the handler of the table does to a claimed row that was claimed too often; absent: its claim does it. */
  handleWorn?(job: { id: string }): Promise<void>;
}

export interface LawsOptions {
  /** Each row has a key of its own: the table has one row for each user. */
  isAlone?: boolean;
  /** Rows are tried for ever, as Pinterest can be out of reach for days. */
  isLasting?: boolean;
}

/** Contract tests for every leased table. */
export function leaseLaws(
  name: string,
  subject: () => LeasedSubject,
  { isAlone = false, isLasting = false }: LawsOptions = {},
): void {
  const claim = (worker: string, limit = 10) => subject().source.claim(worker, limit);
  const ids = async (worker: string, limit?: number) =>
    (await claim(worker, limit)).jobs.map(({ id }) => id);

  describe(`the laws of leases: ${name}`, () => {
    test('a due row is claimed by one worker, the longest due first, and what is not due by none', async () => {
      const [late = '', early = '', future = ''] = await subject().add([
        { key: 'a', dueInMs: -1_000 },
        { key: 'b', dueInMs: -5_000 },
        { key: 'c', dueInMs: 60_000 },
      ]);
      expect(await ids('one')).toEqual(expect.arrayContaining([early, late]));
      expect(await ids('two')).toEqual([]);
      await subject().clock.stepDatabase(60_001);
      expect(await ids('two')).toEqual([future]);
    });

    test.skipIf(isAlone)(
      'rows of one key are never held together, however many workers claim at once',
      async () => {
        await subject().add(
          Array.from({ length: 40 }, (_, index) => ({
            key: `k${index % 4}`,
            dueInMs: -1_000 - index,
          })),
        );
        const claims = await Promise.all(
          Array.from({ length: 12 }, (_, worker) => claim(`worker ${worker}`, 3)),
        );
        expect(claims.flatMap(({ jobs }) => jobs)).toHaveLength(4);
        // The rest becomes free as what is held ends, each once.
        const done = new Set<string>();
        let held = claims.flatMap(({ jobs }) => jobs);
        while (held.length > 0) {
          for (const job of held) {
            expect(done.has(job.id)).toBe(false);
            done.add(job.id);
            expect(await subject().finish(job)).toBe(true);
          }
          held = (await claim('last', 10)).jobs;
        }
        expect(done.size).toBe(40);
      },
    );

    test('a lease that is renewed lasts; one that is not is lost, with all it would still write', async () => {
      const [id = ''] = await subject().add([{ key: 'a', dueInMs: -1 }]);
      const { source, clock, leaseMs } = subject();
      const [job] = (await claim('one')).jobs;
      await clock.stepDatabase(leaseMs * 0.6);
      expect(await source.renew('one', [id])).toEqual([id]);
      await clock.stepDatabase(leaseMs * 0.6);
      expect(await source.reclaimExpired()).toBe(0);
      await clock.stepDatabase(leaseMs);
      expect(await source.renew('one', [id])).toEqual([]);
      expect(await source.reclaimExpired()).toBe(1);
      expect(await ids('two')).toEqual([id]);
      expect(job && (await subject().finish(job))).toBe(false);
    });

    test('what is handed back can be claimed at once, and counts as if it had not been taken', async () => {
      const [id = ''] = await subject().add([{ key: 'a', dueInMs: -1 }]);
      const { source } = subject();
      let woken = 0;
      const stop = source.onWake(() => woken++);
      for (let round = 0; round < subject().maxClaims + 2; round++) {
        expect(await ids('one')).toEqual([id]);
        expect(await source.release('two', [id])).toEqual([]);
        expect(await source.release('one', [id])).toEqual([id]);
      }
      await until('workers were told', () => woken > 0);
      stop();
      expect(await ids('two')).toEqual([id]);
      expect(await subject().givenUp(id)).toBe(false);
    });

    test.skipIf(isAlone)(
      'a row whose work fails waits, and blocks no other, not even of its own key',
      async () => {
        const [poison = '', next = ''] = await subject().add([
          { key: 'a', dueInMs: -5_000 },
          { key: 'a', dueInMs: -1_000 },
        ]);
        const { source } = subject();
        const [job] = (await claim('one')).jobs;
        expect(job?.id).toBe(poison);
        if (job) await source.fail(job, new Error('It broke.'));
        expect(await ids('one')).toEqual([next]);
        expect(await ids('two')).toEqual([]);
      },
    );

    test.skipIf(isLasting)(
      'a row that ends nowhere is given up in the end, and says so',
      async () => {
        const [id = ''] = await subject().add([{ key: 'a', dueInMs: -1 }]);
        const { source, clock, maxClaims, handleWorn, leaseMs } = subject();
        for (let round = 0; round < maxClaims + 1; round++) {
          expect(await subject().givenUp(id)).toBe(false);
          const [job] = (await claim('dies', 1)).jobs;
          if (job && round === maxClaims) await handleWorn?.(job);
          await clock.stepDatabase(leaseMs * 2);
          await source.reclaimExpired();
        }
        expect(await subject().givenUp(id)).toBe(true);
        await clock.stepDatabase(leaseMs * 2);
        expect(await ids('one')).toEqual([]);
      },
    );

    test.runIf(isLasting)('a row whose worker dies again and again is tried for ever', async () => {
      const [id = ''] = await subject().add([{ key: 'a', dueInMs: -1 }]);
      const { source, clock, leaseMs } = subject();
      for (let round = 0; round < 12; round++) {
        expect(await ids('dies', 1)).toEqual([id]);
        await clock.stepDatabase(leaseMs * 2);
        expect(await source.reclaimExpired()).toBe(1);
      }
      expect(await subject().givenUp(id)).toBe(false);
    });

    test.skipIf(isAlone)(
      'the time until the next row leaves out what the claim saw already',
      async () => {
        await subject().add([
          { key: 'a', dueInMs: -1_000 },
          { key: 'a', dueInMs: -500 },
          { key: 'a', dueInMs: 30_000 },
        ]);
        const { at, jobs, left } = await claim('one');
        expect(jobs).toHaveLength(1);
        expect(left).toBe(true);
        // The second row waits for the first to end, which wakes the worker: no timer is to run for it.
        const ms = await subject().source.msUntilDue(at);
        expect(ms).toBeGreaterThan(25_000);
        expect(ms).toBeLessThanOrEqual(30_000);
      },
    );

    test('a new row wakes the workers, by the name of its table', async () => {
      let woken = 0;
      const stop = subject().source.onWake(() => woken++);
      await subject().add([{ key: 'a', dueInMs: -1 }]);
      await until('they were woken', () => woken > 0);
      stop();
    });

    test('what is held is kept apart by an index, not only by the claim', async () => {
      const { rows } = await sql<{ definition: string }>`
        select indexdef as definition from pg_indexes where tablename = ${subject().table}`.execute(
        subject().store.db,
      );
      expect(
        rows.some(({ definition }) => /UNIQUE.*WHERE.*lease_owner IS NOT NULL/s.test(definition)),
      ).toBe(true);
    });
  });
}
