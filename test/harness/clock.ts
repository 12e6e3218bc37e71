import { Client, escapeIdentifier } from 'pg';
import type { DatabaseConfig } from '../../src/store/index.ts';

/**
 * Moves the clocks of database, process and sandbox together. The product is unchanged: a `now()` in a test schema
 * shadows PostgreSQL's via search_path.
 */
export interface TestClock {
  /** Milliseconds since the epoch, UTC; also the clock of the process under test. */
  now: () => number;
  /**
   * Moves all three, once no lease is held: a lease is kept alive in real time, and must not see the move. Workers are
   * woken afterwards.
   */
  advance: (ms: number) => Promise<void>;
  /** A sandbox whose clock goes along from now on. */
  take: (sandbox: MovedClock) => void;
  /** Moves the database's clock alone, whatever is leased, as a machine whose clock is set. Process clocks stay. */
  stepDatabase: (ms: number) => Promise<void>;
  close: () => Promise<void>;
}

/** A clock that goes along: that of a sandbox, here or in a process of its own. */
interface MovedClock {
  advanceClock: (ms: number) => void | Promise<void>;
}

const schema = 'test_clock';

/** Tables whose rows are worked on under a lease, in the order in which transactions take them. */
const leased = [
  'post_import',
  'pin_batch',
  'pin_change',
  'pin',
  'task',
  'token_renewal',
  'board_refresh',
  'pin_import',
  'collection',
  'delivery',
];

/** Gives a database, before it has tables, a clock that can be moved. `current_timestamp` would escape it. */
export const installClock = (connection: DatabaseConfig): Promise<void> =>
  withClient(connection, async (client) => {
    await client.query(`
      create schema ${schema};
      create table ${schema}.shift (by interval not null);
      insert into ${schema}.shift values ('0');
      create function ${schema}.now() returns timestamptz language sql stable parallel safe
        as 'select pg_catalog.now() + (select by from ${schema}.shift)';
      create function ${schema}.clock_timestamp() returns timestamptz language sql volatile parallel safe
        as 'select pg_catalog.clock_timestamp() + (select by from ${schema}.shift)'`);
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await searchClockFirst(connection, rows[0]?.name ?? '');
  });

/** Settings of a database are not copied with it, so they are set for each copy; through any connection to its server. */
export const searchClockFirst = (server: DatabaseConfig, database: string): Promise<void> =>
  withClient(server, async (client) => {
    await client.query(
      `alter database ${escapeIdentifier(database)} set search_path = public, ${schema}, pg_catalog`,
    );
  });

/** Whether the Pins of users, or their numbers, are read because they were connected. */
export const readByThemselves = (
  connection: DatabaseConfig,
  what: 'pin_import' | 'collection',
  reads: boolean,
): Promise<void> =>
  withClient(connection, async (client) => {
    for (const change of ['added', 'changed'])
      await client.query(
        `alter table identity ${reads ? 'enable' : 'disable'} trigger identity_${change}_plans_${what}`,
      );
  });

export async function openClock(connection: DatabaseConfig): Promise<TestClock> {
  const sandboxes: MovedClock[] = [];
  const client = new Client({ ...connection, application_name: 'test clock' });
  client.on('error', () => {});
  await client.connect();
  let shiftMs = 0;
  const shift = (ms: number) =>
    client.query(`update ${schema}.shift set by = by + make_interval(secs => $1)`, [ms / 1000]);
  const tryAdvance = async (ms: number): Promise<boolean> => {
    await client.query('begin');
    try {
      // Keeps workers from claiming until everything has moved.
      await client.query(`lock table ${leased.join(', ')} in exclusive mode`);
      const held = leased.map((table) => `select from ${table} where lease_owner is not null`);
      const { rowCount } = await client.query(held.join(' union all '));
      if (rowCount !== 0) return false;
      await shift(ms);
      for (const sandbox of sandboxes) await sandbox.advanceClock(ms);
      shiftMs += ms;
      return true;
    } finally {
      await client.query('commit');
    }
  };
  const wake = () =>
    client.query(`select pg_notify('linchpin_pin_due', ''), pg_notify('linchpin_due', '')`);
  return {
    now: () => Date.now() + shiftMs,
    advance: async (ms) => {
      const deadline = performance.now() + 20_000;
      while (!(await tryAdvance(ms))) {
        if (performance.now() > deadline) throw new Error('A lease was held all the time.');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await wake();
    },
    take: (sandbox) => void sandboxes.push(sandbox),
    stepDatabase: async (ms) => {
      await shift(ms);
      await wake();
    },
    close: () => client.end(),
  };
}

async function withClient(
  connection: DatabaseConfig,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ ...connection });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
