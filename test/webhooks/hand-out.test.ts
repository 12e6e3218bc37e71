import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import type { EventKind } from '../../src/domain/webhooks/events.ts';
import {
  deliveryRows,
  handOutEvents,
  insertWebhook,
  insertWorkspace,
  openStore,
  type Store,
} from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { deliveriesOf, writeEvents } from './events.ts';

let store: Store;
let second: Store;
let workspaceId: string;
let close: () => Promise<void>;
beforeEach(async () => {
  const { connection, drop } = await temporaryDatabase();
  store = await openStore(connection, { onError: () => {} });
  second = await openStore(connection, { onError: () => {} });
  workspaceId = (await insertWorkspace(store.db, 'Told')).id;
  close = async () => {
    await Promise.all([store.close(), second.close()]);
    await drop();
  };
});
afterEach(() => close());

const addWebhook = (kinds: EventKind[] = ['post.published'], of = workspaceId) =>
  store.transaction(async (tx) => {
    const id = newId();
    await insertWebhook(tx, {
      id,
      workspaceId: of,
      name: 'Told',
      url: 'https://example.com/',
      format: 'standard',
      events: kinds,
      kinds,
      secret: null,
      customHeaders: null,
      isActive: true,
    });
    return id;
  });
const tell = (kind: EventKind, count = 1, of = workspaceId) =>
  writeEvents(
    store.db,
    of,
    Array.from({ length: count }, () => ({ kind })),
  );
/** Transactions of other databases count too: what was just committed may have to wait for them. */
const handOutAll = async (of = store) => {
  while ((await handOutEvents(of)).waits);
};
const told = async (webhookId: string) => (await deliveriesOf(store.db, webhookId)).length;

test('each event once for each webhook that wants it, under one id, and not what came before', async () => {
  await tell('post.published', 3);
  const other = (await insertWorkspace(store.db, 'Others')).id;
  const [one, two] = [await addWebhook(), await addWebhook(['post.published', 'pin.held'])];
  const foreign = await addWebhook(['post.published'], other);
  await tell('post.published');
  await tell('pin.held');
  await handOutAll();
  await handOutAll();
  expect([await told(one), await told(two), await told(foreign)]).toEqual([1, 2, 0]);
  const [first] = await deliveriesOf(store.db, one);
  const [same] = await deliveriesOf(store.db, two);
  expect(first?.eventId).toBe(same?.eventId);
  expect(first?.id).not.toBe(same?.id);
});

test('of many processes that hand out at once, all are told once, and in order', async () => {
  const webhook = await addWebhook();
  const postId = newId();
  for (let round = 0; round < 10; round++) {
    const events = Array.from({ length: 130 }, (_, index) => ({
      kind: 'post.published' as const,
      postId,
      facts: { number: round * 130 + index },
    }));
    await Promise.all([
      writeEvents(store.db, workspaceId, events),
      ...Array.from({ length: 4 }, () => handOutEvents(store)),
      ...Array.from({ length: 4 }, () => handOutEvents(second)),
    ]);
  }
  await handOutAll();
  const rows = await deliveriesOf(store.db, webhook);
  expect(rows.map(({ facts }) => facts['number'])).toEqual(rows.map((_, index) => index));
  expect(rows).toHaveLength(1300);
  expect(rows.filter(({ dueAt }) => dueAt !== null)).toHaveLength(1);
});

test('an event of a transaction that commits late is not skipped', async () => {
  const webhook = await addWebhook();
  let commit = () => {};
  const open = new Promise<void>((resolve) => (commit = resolve));
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  const late = store.transaction(async (tx) => {
    await writeEvents(tx, workspaceId, [{ kind: 'post.published', facts: { which: 'late' } }]);
    written();
    await open;
  });
  await isWritten;
  await writeEvents(second.db, workspaceId, [
    { kind: 'post.published', facts: { which: 'early' } },
  ]);
  expect(await handOutEvents(second)).toEqual({ waits: true });
  expect(await told(webhook)).toBe(0);
  commit();
  await late;
  await handOutAll(second);
  const rows = await deliveriesOf(store.db, webhook);
  expect(rows.map(({ facts }) => facts['which'])).toEqual(['late', 'early']);
});

test('what fails in the middle leaves nothing: neither deliveries nor a cursor', async () => {
  const webhook = await addWebhook();
  await tell('post.published', 3);
  const failing: Pick<Store, 'db' | 'transaction'> = {
    db: store.db,
    transaction: (work) =>
      store.transaction(async (tx) => {
        await work(tx);
        throw new Error('killed before the commit');
      }),
  };
  await expect(handOutAll({ ...store, ...failing })).rejects.toThrow('killed');
  expect(await told(webhook)).toBe(0);
  await handOutAll();
  expect(await told(webhook)).toBe(3);
});

test('a webhook has its places, and fewer while it fails; a busy one takes none of another', async () => {
  const [busy, quiet] = [await addWebhook(), await addWebhook(['pin.held'])];
  await tell('post.published', 50);
  await tell('pin.held');
  await handOutAll();
  const rows = deliveryRows(store, {
    leaseMs: 30_000,
    atOnce: { webhook: 4, failing: 1 },
    retryMs: () => 1_000,
  });
  const first = await rows.claim('one', 10);
  expect(first.jobs.map(({ webhookId }) => webhookId).sort()).toEqual(
    [busy, busy, busy, busy, quiet].sort(),
  );
  expect((await rows.claim('two', 10)).jobs).toEqual([]);
  await rows.release(
    'one',
    first.jobs.map(({ id }) => id),
  );
  await sql`update webhook set failing_since = now() - interval '1 minute' where id = ${busy}`.execute(
    store.db,
  );
  const again = await rows.claim('one', 10);
  expect(again.jobs.map(({ webhookId }) => webhookId).sort()).toEqual([busy, quiet].sort());
});
