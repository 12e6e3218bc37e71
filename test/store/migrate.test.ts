import { sql } from 'kysely';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SetupError } from '../../src/domain/setup-error.ts';
import { openPool, type DatabaseConfig, type Pool } from '../../src/store/database/pool.ts';
import { openStore } from '../../src/store/index.ts';
import { migrate, newestMigration } from '../../src/store/database/migrate.ts';
import { migrations } from '../../src/store/schema/migrations/index.ts';
import type { Migration } from '../../src/store/schema/migrations/migration.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { until } from '../crash/crash-harness.ts';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
const pools: Pool[] = [];
beforeEach(async () => {
  database = await temporaryDatabase({ empty: true });
});
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
  await database.drop();
});

/** As a process of its own: two connections and what it knows of migrations. */
function open(connection: DatabaseConfig = database.connection): Pool {
  const pool = openPool(connection, 2, () => {});
  pools.push(pool);
  return pool;
}

const table = (name: string): Migration => ({
  up: async (db) => {
    await sql`create table ${sql.ref(name)} (n int)`.execute(db);
    await sql`insert into ${sql.ref(name)} select generate_series(1, 100)`.execute(db);
  },
});

describe('several processes at once', () => {
  test('on an empty database: each migration is made once, and all of them start', async () => {
    const stores = await Promise.all(
      Array.from({ length: 5 }, () => openStore(database.connection, { onError: () => {} })),
    );
    const { rows } = await sql<{ name: string }>`
      select name from linchpin_migration order by name`.execute(stores[0]?.db ?? open().db);
    expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations).sort());
    await Promise.all(stores.map((store) => store.close()));
  });

  test('while an index is built without blocking: nobody waits for another for ever', async () => {
    const set = {
      '1-table': table('many'),
      '2-index': { indexes: [{ name: 'many_n', on: 'many (n)' }] },
    };
    const done = await Promise.all(Array.from({ length: 4 }, () => migrate(open().db, { set })));
    expect(done.flat().sort()).toEqual(['1-table', '2-index']);
  });
});

test('a process at work is kept waiting only briefly, however long another transaction lasts', async () => {
  const { db } = open();
  await migrate(db, { set: { '1-table': table('busy') } });
  const long = new Client(database.connection);
  await long.connect();
  await long.query('begin; select * from busy');

  const change: Migration = {
    up: (tx) => sql`alter table busy add column more int`.execute(tx).then(() => {}),
  };
  let done = false;
  const migrating = migrate(open().db, {
    set: { '1-table': table('busy'), '2-column': change },
    lockTimeoutMs: 100,
  }).then((names) => ((done = true), names));
  // Behind a statement that waits for the whole table, this would wait as long as the transaction lasts.
  for (let look = 0; look < 20; look++) await sql`select count(*) from busy`.execute(db);
  expect(done).toBe(false);
  await long.query('commit');
  await long.end();
  expect(await migrating).toEqual(['2-column']);
});

test('a lock that never ends is named, and nothing was changed', async () => {
  const { db } = open();
  await migrate(db, { set: { '1-table': table('busy') } });
  const long = new Client(database.connection);
  await long.connect();
  await long.query('begin; lock table busy');
  const change: Migration = {
    up: (tx) => sql`alter table busy add column more int`.execute(tx).then(() => {}),
  };
  const set = { '1-table': table('busy'), '2-column': change };
  const attempt = migrate(open().db, { set, lockTimeoutMs: 20, patienceMs: 100 });
  await expect(attempt).rejects.toThrow(/pg_stat_activity/);
  await long.end();
  // Its lock is free again: the next attempt does it.
  expect(await migrate(open().db, { set })).toEqual(['2-column']);
});

test('an index that could not be finished is built anew', async () => {
  const { db } = open();
  const unique = { indexes: [{ name: 'twice_n', on: 'twice (n)', unique: true as const }] };
  const set = { '1-table': table('twice'), '2-index': unique };
  await migrate(db, { set: { '1-table': table('twice') } });
  await sql`insert into twice values (7)`.execute(db);
  await expect(migrate(db, { set })).rejects.toThrow(/twice_n/);
  const valid = async () =>
    (
      await sql<{ valid: boolean }>`
        select indisvalid as valid from pg_index where indexrelid = 'twice_n'::regclass`.execute(db)
    ).rows;
  expect(await valid()).toEqual([{ valid: false }]);
  await sql`delete from twice where n = 7`.execute(db);
  expect(await migrate(db, { set })).toEqual(['2-index']);
  expect(await valid()).toEqual([{ valid: true }]);
});

test('an older release refuses to start on a newer schema, and says what to do', async () => {
  const store = await openStore(database.connection, { onError: () => {} });
  await store.close();
  const older = Object.fromEntries(Object.entries(migrations).slice(0, -1));
  const attempt = migrate(open().db, { set: older });
  await expect(attempt).rejects.toThrow(SetupError);
  await expect(attempt).rejects.toThrow(newestMigration());
});

test('a process of the release before goes on working while the newer one migrates', async () => {
  const { db } = open();
  await migrate(db);
  const stop = new AbortController();
  let looks = 0;
  const errors: unknown[] = [];
  const working = (async () => {
    while (!stop.signal.aborted)
      await db
        .transaction()
        .execute((tx) => tx.selectFrom('pin').selectAll().forUpdate().skipLocked().execute())
        .then(() => looks++)
        .catch((error: unknown) => errors.push(error));
  })();
  const next: Migration = {
    up: (tx) => sql`alter table pin add column of_the_future text`.execute(tx).then(() => {}),
  };
  const newer = {
    ...migrations,
    '9998-column': next,
    '9999-index': { indexes: [{ name: 'of_the_future', on: 'pin (of_the_future)' }] },
  };
  expect(await migrate(open().db, { set: newer })).toEqual(['9998-column', '9999-index']);
  const before = looks;
  await until('it works after that', () => looks > before + 2);
  stop.abort();
  await working;
  expect(errors).toEqual([]);
});

test('keys keep what they could do: who read posts reads Pins, who wrote them writes and removes them', async () => {
  const { db } = open();
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0039'));
  await migrate(db, { set: before });
  await sql`insert into workspace (id, name) values ('w', 'Shop')`.execute(db);
  for (const [id, scopes] of Object.entries({
    reader: ['posts:read', 'accounts:read'],
    writer: ['posts:read', 'posts:write'],
    all: ['read', 'write'],
    other: ['accounts:read'],
  }))
    await sql`insert into api_key (id, workspace_id, name, hash, preview, scopes)
      values (${id}, 'w', ${id}, ${id}, '', ${scopes}::text[])`.execute(db);
  await sql`insert into identity (id, host, pinterest_user_id, username, display_name, status)
    values ('i', 'sandbox', '1', 'shop', '', 'connected')`.execute(db);
  await sql`insert into remote_pin (identity_id, pinterest_pin_id, board_id, link)
    values ('i', '1', '1', 'https://www.example.com/a')`.execute(db);
  await migrate(db);
  const { rows } = await sql<{
    id: string;
    scopes: string[];
  }>`select id, scopes from api_key`.execute(db);
  const read = ['pins:read', 'analytics:read'];
  expect(Object.fromEntries(rows.map(({ id, scopes }) => [id, scopes]))).toEqual({
    reader: ['posts:read', 'accounts:read', ...read],
    writer: ['posts:read', 'posts:write', ...read, 'pins:write', 'pins:delete', 'analytics:write'],
    all: ['read', 'write'],
    other: ['accounts:read'],
  });
  // Users that were there are read within hours; links that were stored get their domain.
  const { rows: due } = await sql<{ hours: number; domain: string }>`
    select extract(epoch from due_at - now())::float8 / 3600 as hours, link_domain as domain
    from pin_import, remote_pin`.execute(db);
  expect(due).toMatchObject([{ domain: 'example.com' }]);
  expect(due[0]?.hours).toBeLessThanOrEqual(6);
});
