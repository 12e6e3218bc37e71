import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashKey } from '../../src/http/index.ts';
import { clockOf } from '../../src/cli/clock.ts';
import { externalDatabase } from '../../src/cli/commands/doctor/database.ts';
import { healthChecks } from '../../src/cli/commands/doctor/health.ts';
import {
  insertKey,
  insertWorkspace,
  inspectConnection,
  openStore,
  updateIdentity,
} from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, postOnce, send, target, upload } from '../harness/publishing.ts';

let product: Product;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct({
    app: {
      policy: { reconcileDelaysMs: [20], absentAfterReads: 2, absentAfterMs: 50, maxAttempts: 1 },
    },
  });
  mediaIds = [await upload(product, await makePicture())];
});
afterAll(() => product.close());

const publish = async (title: string, more: object = {}) =>
  (
    await send(product, {
      content: 'Words',
      mediaIds,
      platforms: [target(product, { title })],
      publishNow: true,
      ...more,
    })
  ).body.post;
const strike = (then: Parameters<typeof product.sandbox.control.addFault>[0]['then']) =>
  product.sandbox.control.addFault({ match: { operation: 'pins/create', times: 1 }, then });
/** What doctor would say besides that all is well. */
const troubles = async () =>
  healthChecks(await product.client.instance.health(), clockOf({ utc: true }))
    .filter(({ state }) => state !== 'ok')
    .map(({ name, found }) => `${name}: ${found}`);

test('a product that runs is well, and its publisher has looked for work', async () => {
  expect(await troubles()).toEqual([]);
  const health = await product.client.instance.health();
  expect(health.publishers.connected).toBe(1);
  expect(health.publishers.thisServer?.lastLookAgeMs).toBeLessThan(30_000);
  expect(Math.abs(health.database.clockAheadMs)).toBeLessThan(2_000);
  expect(health.freeDiskBytes).toBeGreaterThan(0);
});

test('what fails, waits or is unknown is counted by reason, with an example', async () => {
  strike({ status: 404, body: { code: 40, message: 'Board not found.' } });
  const failed = await publish('Fails');
  strike({ drop: 'before' });
  const unknown = await publish('Lost');
  strike({ status: 429, body: { code: 8, message: 'limit' }, headers: { 'retry-after': '3600' } });
  const later = { publishNow: false, scheduledFor: new Date(Date.now() + 50).toISOString() };
  const waiting = await publish('Held', later);
  await postOnce(product, waiting._id, (post) => onlyTarget(post).heldReason !== null);
  await publish('Asks', { requiresApproval: true });

  const health = await product.client.instance.health();
  expect(health.failedLastDay).toMatchObject([
    { code: 'PIN_BOARD_GONE', count: 1, postId: failed._id, fix: expect.stringMatching(/\w/) },
    { code: 'PIN_OUTCOME_UNKNOWN', count: 1, postId: unknown._id },
  ]);
  expect(health.held).toMatchObject([
    { code: 'PIN_RATE_LIMITED', count: 1, postId: waiting._id, nextAt: expect.any(String) },
  ]);
  expect(health.unknownPins).toMatchObject([{ postId: unknown._id, title: 'Lost' }]);
  expect(health.pins).toMatchObject({ held: 1, waitingForApproval: 1, outcomeUnknown: 1, due: 0 });
  expect((await troubles()).map((line) => line.split(':')[0])).toEqual([
    'Held Pins',
    'Approval',
    'Unknown outcome',
    'Failures',
  ]);
});

test("Pinterest's clock is measured by any of its answers", async () => {
  const measured = async () => {
    await product.client.boards.list(product.accountId, { refresh: 'true' });
    const { accounts } = await product.client.instance.health();
    return accounts[0]?.clockAheadMs ?? NaN;
  };
  expect(Math.abs(await measured())).toBeLessThan(2_500);
  product.sandbox.control.advanceClock(45_000);
  expect(Math.abs((await measured()) - 45_000)).toBeLessThan(2_500);
  product.sandbox.control.advanceClock(-45_000);
  expect(Math.abs(await measured())).toBeLessThan(2_500);
});

test('limits that are used up, links that wait, and an account to connect again', async () => {
  const { db } = product.app.store;
  await sql`insert into quota (owner, category, allowed, window_seconds, used, ends_at)
    values (${product.identityId}, 'org_write', 100, 60, 100, now() + interval '1 minute'),
      (${product.identityId}, 'org_read', 100, 60, 100, now() - interval '1 minute')`.execute(db);
  await sql`insert into spam_pause (identity_id, domain, until)
    values (${product.identityId}, 'spam.example', now() + interval '1 hour')`.execute(db);
  await updateIdentity(db, product.identityId, { status: 'needs_reconnection' });
  const health = await product.client.instance.health();
  expect(health.usedUp).toMatchObject([
    { accountId: product.accountId, category: 'org_write', limit: 100 },
  ]);
  expect(health.pausedLinks).toMatchObject([{ domain: 'spam.example' }]);
  expect(health.accounts).toMatchObject([{ status: 'needs_reconnection' }]);
});

test('another workspace sees nothing of this, and a key that may not read sees nothing at all', async () => {
  const { db } = product.app.store;
  const other = await insertWorkspace(db, 'Other');
  const addKey = (key: string, scopes: string[], workspaceId: string) =>
    insertKey(db, { workspaceId, name: 'k', hash: hashKey(key), preview: 'k', scopes });
  await addKey('a-key-of-others', ['read'], other.id);
  await addKey('a-key-that-writes', ['write'], product.app.workspaceId);
  const ask = async (path: string, key: string) =>
    fetch(product.url + path, {
      headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': '203.0.113.1' },
    });
  const theirs = await (await ask('/api/v1/instance/health', 'a-key-of-others')).json();
  expect(theirs).toMatchObject({
    pins: { held: 0, waitingForApproval: 0, outcomeUnknown: 0 },
    held: [],
    failedLastDay: [],
    unknownPins: [],
    accounts: [],
    usedUp: [],
    pausedLinks: [],
  });
  for (const path of ['/api/v1/instance/health', '/metrics'])
    expect((await ask(path, 'a-key-that-writes')).status).toBe(403);
});

test('a database that cannot be reached: why, without its password', async () => {
  const [check] = await externalDatabase('postgres://linchpin:hunter2@127.0.0.1:9/linchpin');
  expect(check).toMatchObject({ state: 'wrong', name: 'DATABASE_URL' });
  expect(check?.found).toMatch(/cannot be reached: .*ECONNREFUSED/);
  expect(JSON.stringify(check)).not.toContain('hunter2');
});

test('a database behind or ahead of this program: which migrations, and nothing is changed by looking', async () => {
  const { connection, drop } = await temporaryDatabase();
  const store = await openStore(connection, { onError: () => {} });
  try {
    const names = await sql<{
      name: string;
    }>`select name from linchpin_migration order by 1`.execute(store.db);
    const newest = names.rows.at(-1)?.name ?? '';
    expect(await inspectConnection(connection)).toMatchObject({
      pendingMigrations: [],
      unknownMigrations: [],
    });
    await sql`update linchpin_migration set name = '9999-of-tomorrow' where name = ${newest}`.execute(
      store.db,
    );
    expect(await inspectConnection(connection)).toMatchObject({
      pendingMigrations: [newest],
      unknownMigrations: ['9999-of-tomorrow'],
    });
    await sql`drop table linchpin_migration`.execute(store.db);
    expect(await inspectConnection(connection)).toMatchObject({
      pendingMigrations: names.rows.map(({ name }) => name),
      unknownMigrations: [],
    });
  } finally {
    await store.close();
    await drop();
  }
});
