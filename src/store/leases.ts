import { sql, type RawBuilder } from 'kysely';
import type { Db } from './database/pool.ts';
import type { Store } from './store.ts';
import { interval } from './database/interval.ts';

/** What every leased row has; its table has more. `dueAt` null: nothing is to be done for now. */
export interface LeasedRow {
  id: string;
  dueAt: Date | null;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  leaseToken: number;
  claims: number;
}

/**
 * A table of work that falls due. It has the columns of {@link LeasedRow} and `given_up_at`, a partial index on `due_at`
 * of free rows, the trigger `announce_due`, and a unique index on `key` of rows that are held: without that, two workers
 * that claim at the same moment would both get one.
 */
export interface LeasedTable {
  table: string;
  /** Column whose equal values exclude each other; `id` for none. */
  key: string;
  /** Milliseconds that a claim or a renewal lasts. */
  leaseMs: number;
  /** Milliseconds until a row is due again whose work threw an error, by how often it was claimed in a row. */
  retryMs(claims: number): number;
  /** Claims in a row after which it is given up: `given_up_at` is set, and it is due no more. */
  maxClaims: number;
}

/** The rows of a leased table as a source of jobs. */
export interface LeasedRows<Row extends LeasedRow> {
  name: string;
  leaseMs: number;
  claim(
    worker: string,
    limit: number,
  ): Promise<{ jobs: Row[]; at: Date; left: boolean; passedOver: boolean }>;
  renew(worker: string, ids: readonly string[]): Promise<string[]>;
  release(worker: string, ids: readonly string[]): Promise<string[]>;
  reclaimExpired(): Promise<number>;
  msUntilDue(at: Date): Promise<number | null>;
  fail(row: Row): Promise<void>;
  onWake(wake: () => void): () => void;
  /**
   * Ends the work on a row: its lease is given back, and it is due again at `dueAt`.
   * @returns false when the lease was lost; then nothing was changed.
   */
  finish(db: Db, row: Row, dueAt: Date | null): Promise<boolean>;
}

/** Due rows read before duplicate keys are removed. */
const window = 200;

const uniqueViolation = '23505';
const tries = 5;

/** Leases are kept by a small pool of their own, so that a busy one cannot let them run out. */
export function leasedRows<Row extends LeasedRow>(
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
  { table: name, key: keyColumn, leaseMs, retryMs, maxClaims }: LeasedTable,
): LeasedRows<Row> {
  const table = sql.table(name);
  const key = sql.ref(keyColumn);
  const free: RawBuilder<unknown> = sql`lease_owner is null and due_at is not null`;

  const claimOnce = async (worker: string, limit: number) => {
    const { rows } = await sql<
      { claimAt: Date; claimLooked: number; claimWanted: number } & (Row | { id: null })
    >`
      with busy as materialized (
        select ${key} as key from ${table} where lease_owner is not null
      ), looked as materialized (
        select id, ${key} as key, due_at from ${table} where ${free} and due_at <= now()
        order by due_at, id limit ${window}
      ), head as materialized (
        select distinct on (key) id, key, due_at from looked order by key, due_at, id
      ), wanted as materialized (
        -- More than asked for, since other workers may be taking some of them right now.
        select id, due_at from head where key not in (select key from busy) order by due_at limit ${2 * limit + 8}
      ), pick as (
        select job.id from wanted join ${table} job on job.id = wanted.id
        where job.lease_owner is null and job.due_at <= now()
        order by wanted.due_at limit ${limit} for no key update of job skip locked
      ), claimed as (
        update ${table} as job set claims = claims + 1, lease_owner = ${worker},
          lease_until = now() + ${interval(leaseMs)}, lease_token = lease_token + 1
        from pick where job.id = pick.id returning job.*
      )
      select now() as claim_at, (select count(*)::int from looked) as claim_looked,
        (select count(*)::int from wanted) as claim_wanted, claimed.*
      from (select 1) one left join claimed on true`.execute(store.db);
    const jobs = rows.flatMap(
      ({ claimAt: _at, claimLooked: _looked, claimWanted: _wanted, ...row }) =>
        row.id === null ? [] : [row as unknown as Row],
    ); // The columns of the table.
    const {
      claimAt: at = new Date(),
      claimLooked: looked = 0,
      claimWanted: wanted = 0,
    } = rows[0] ?? {};
    return {
      jobs,
      at,
      left: looked > jobs.length,
      passedOver: jobs.length < Math.min(limit, wanted),
    };
  };

  return {
    name,
    leaseMs,

    async claim(worker, limit) {
      for (let round = 1; ; round++)
        try {
          const claim = await claimOnce(worker, limit);
          const worn = claim.jobs.filter(({ claims }) => claims > maxClaims);
          if (worn.length) await giveUp(worn);
          return { ...claim, jobs: claim.jobs.filter((row) => !worn.includes(row)) };
        } catch (error) {
          // Of two workers that claim at the same moment, the second may see a key as free that the first just took.
          const code = error instanceof Error && 'code' in error ? error.code : undefined;
          if (code !== uniqueViolation || round === tries) throw error;
        }
    },

    async renew(worker, ids) {
      const { rows } = await sql<{ id: string }>`
        update ${table} set lease_until = now() + ${interval(leaseMs)}
        where id = any(${[...ids]}::text[]) and lease_owner = ${worker} and lease_until > now() returning id`.execute(
        store.leaseDb,
      );
      return rows.map(({ id }) => id);
    },

    async release(worker, ids) {
      const { rows } = await sql<{ id: string }>`
        update ${table} set claims = greatest(claims - 1, 0), lease_owner = null, lease_until = null
        where id = any(${[...ids]}::text[]) and lease_owner = ${worker} returning id`.execute(
        store.leaseDb,
      );
      return rows.map(({ id }) => id);
    },

    async reclaimExpired() {
      const { numAffectedRows } = await sql`
        update ${table} set lease_owner = null, lease_until = null where id in (
          select id from ${table} where lease_owner is not null
            -- A lease longer than any can be is one from before the clock was set back.
            and (lease_until < now() or lease_until > now() + 2 * ${interval(leaseMs)})
          for no key update skip locked)`.execute(store.leaseDb);
      return Number(numAffectedRows ?? 0);
    },

    async msUntilDue(at) {
      const { rows } = await sql<{ ms: number | null }>`
        select extract(epoch from min(due_at) - clock_timestamp())::float8 * 1000 as ms
        from ${table} where ${free} and due_at > ${at}`.execute(store.db);
      return rows[0]?.ms ?? null;
    },

    async fail(row) {
      await sql`
        update ${table} set due_at = now() + ${interval(retryMs(row.claims))}, lease_owner = null, lease_until = null
        where id = ${row.id} and lease_token = ${row.leaseToken} and lease_owner is not null`.execute(
        store.leaseDb,
      );
    },

    async finish(db, row, dueAt) {
      const { numAffectedRows } = await sql`
        update ${table} set due_at = ${dueAt}, claims = 0, lease_owner = null, lease_until = null
        where id = ${row.id} and lease_token = ${row.leaseToken} and lease_owner is not null`.execute(
        db,
      );
      return numAffectedRows === 1n;
    },

    onWake: (wake) =>
      store.notifications.on('linchpin_due', (announced) => {
        // Empty: the connection was lost, so notifications may have been missed.
        if (announced === name || announced === '') wake();
      }),
  };

  async function giveUp(rows: readonly Row[]): Promise<void> {
    await sql`
      update ${table} set given_up_at = now(), due_at = null, lease_owner = null, lease_until = null
      where id = any(${rows.map(({ id }) => id)}::text[]) and lease_owner is not null`.execute(
      store.leaseDb,
    );
  }
}
