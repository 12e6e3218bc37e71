import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertWorkspace, openStore, type Store } from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let store: Store;
beforeAll(async () => {
  database = await temporaryDatabase();
  store = await openStore(database.connection, {
    poolSize: 1, // So that every statement meets the connection that has prepared it.
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const named = (name: string) =>
  store.db.selectFrom('workspace').selectAll().where('name', '=', name).execute();

test('a frequent statement is prepared, and goes on working when a newer release adds a column', async () => {
  await insertWorkspace(store.db, 'Ours');
  for (let use = 0; use < 10; use++) expect(await named('Ours')).toHaveLength(1);
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_prepared_statements where statement like '%"workspace"%'`.execute(
    store.db,
  );
  expect(rows[0]?.count).toBe(1);

  await sql`alter table workspace add column motto text not null default 'none'`.execute(store.db);
  expect(await named('Ours')).toMatchObject([{ motto: 'none' }]);
});

test('a transaction that meets a changed table runs once more, and only the second run counts', async () => {
  for (let use = 0; use < 10; use++) await named('Ours');
  await sql`alter table workspace add column colour text`.execute(store.db);
  let runs = 0;
  const found = await store.transaction(async (tx) => {
    runs++;
    await insertWorkspace(tx, 'Made in it');
    return tx.selectFrom('workspace').selectAll().where('name', '=', 'Ours').execute();
  });
  expect(found).toHaveLength(1);
  expect(runs).toBe(2);
  expect(await named('Made in it')).toHaveLength(1);
});

test('a transaction that fails leaves nothing, although its begin is not waited for', async () => {
  const work = store.transaction(async (tx) => {
    await insertWorkspace(tx, 'Never');
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await named('Never')).toEqual([]);
  await expect(store.transaction(() => Promise.reject(new Error('at once')))).rejects.toThrow(
    'at once',
  );
  await insertWorkspace(store.db, 'After'); // The connection is in no transaction any more.
  expect(await named('After')).toHaveLength(1);
});
