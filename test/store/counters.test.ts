import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool, type Pool } from '../../src/store/database/pool.ts';
import {
  countUsedUp,
  fullestCounters,
  insertWorkspace,
  listCounters,
  upsertAccount,
} from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let pool: Pool;
beforeAll(async () => {
  database = await temporaryDatabase();
  pool = openPool(database.connection, 2, () => {});
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const accountOf = async (workspaceId: string, user: string) =>
  upsertAccount(pool.db, workspaceId, {
    host: 'sandbox',
    pinterestUserId: user,
    username: user,
    displayName: user,
    profileImage: null,
    scopes: [],
  });

test('figures of limits do not grow with the accounts, and a user in two workspaces counts once', async () => {
  const { db } = pool;
  const [one, other] = [await insertWorkspace(db, 'One'), await insertWorkspace(db, 'Other')];
  const counter = (owner: string, used: number, ends = '1 hour') =>
    sql`
    insert into quota (owner, category, allowed, window_seconds, used, ends_at)
    values (${owner}, 'org_write', 100, 3600, ${used}, now() + ${ends}::interval)`.execute(db);
  for (let index = 0; index < 30; index++) {
    const { identityId } = await accountOf(one.id, `user${index}`);
    await counter(identityId, 70 + index);
  }
  const twice = await accountOf(one.id, 'twice');
  const again = await accountOf(other.id, 'twice');
  expect(again.identityId).toBe(twice.identityId);
  await counter(twice.identityId, 100);
  const past = await accountOf(one.id, 'past');
  await counter(past.identityId, 100, '-1 second');
  await counter('app:1', 5);

  const shown = await fullestCounters(db, 20);
  expect(shown).toHaveLength(21);
  expect(shown.filter(({ accountId }) => accountId === null)).toMatchObject([{ used: 5 }]);
  const used = shown.flatMap((row) => (row.accountId === null ? [] : [row.used]));
  expect(used.sort((a, b) => a - b)).toEqual([
    ...Array.from({ length: 19 }, (_, i) => 81 + i),
    100,
  ]);
  expect(shown.filter(({ accountId }) => accountId === twice.id)).toHaveLength(1);
  expect(shown.some(({ accountId }) => accountId === again.id)).toBe(false);
  expect(await countUsedUp(db)).toEqual([{ category: 'org_write', count: 1 }]);
  const others = await listCounters(db, other.id);
  expect(new Set(others.map(({ accountId }) => accountId))).toEqual(new Set([null, again.id]));
  expect(others).toHaveLength(2);
});
