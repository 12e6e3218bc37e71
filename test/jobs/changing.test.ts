import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pinEditability } from '../../src/domain/pins/editability.ts';
import {
  changePins,
  claimPins,
  finishPin,
  insertPins as insertNewPins,
  lockPost,
  type ClaimedPin,
  type Store,
} from '../../src/store/index.ts';
import { insertPins, temporaryStore } from './rows.ts';

let store: Store;
let close: () => Promise<void>;
let round = 0;
let postId: string;
beforeAll(async () => ({ store, close } = await temporaryStore()));
afterAll(() => close());
/** One due Pin of an account of its own. */
beforeEach(async () => {
  const prefix = `r${++round}a`;
  await store.db.deleteFrom('post').execute();
  await insertPins(store.db, { accounts: { prefix, count: 1 }, pins: 1, dueInSeconds: -1 });
  postId = (await store.db.selectFrom('post').select('id').executeTakeFirstOrThrow()).id;
});

const claim = async (): Promise<ClaimedPin[]> =>
  (await claimPins(store.db, { lane: 'pins', worker: 'w', leaseMs: 60_000, limit: 10 })).pins;
const claimOne = async (): Promise<ClaimedPin> => {
  const [pin] = await claim();
  if (!pin) throw new Error('Nothing was claimed.');
  return pin;
};

test('a worker passes over a Pin that is being changed, and gets it changed afterwards', async () => {
  await store.transaction(async (tx) => {
    const locked = await lockPost(tx, 'w', postId);
    expect(locked?.pins.map(pinEditability)).toEqual(['editable']);
    const look = await claimPins(store.db, {
      lane: 'pins',
      worker: 'w',
      leaseMs: 60_000,
      limit: 10,
    });
    expect(look).toMatchObject({ pins: [], left: true, passedOver: true });
    await changePins(tx, [postId], { title: 'Changed' });
  });
  expect(await claim()).toMatchObject([{ id: postId, title: 'Changed' }]);
});

test('a Pin moved into the future while it was due is not claimed', async () => {
  await store.transaction(async (tx) => {
    await lockPost(tx, 'w', postId);
    await changePins(tx, [postId], { dueAt: new Date(Date.now() + 3600_000) });
  });
  expect(await claim()).toEqual([]);
});

test('a change that comes after the claim sees the lease', async () => {
  await claimOne();
  const editabilities = await store.transaction(async (tx) =>
    (await lockPost(tx, 'w', postId))?.pins.map(pinEditability),
  );
  expect(editabilities).toEqual(['in_flight']);
});

test('a change that waits for a worker to store its outcome sees the outcome', async () => {
  const pin = await claimOne();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let change: Promise<string[] | undefined> = Promise.resolve(undefined);
  await store.transaction(async (tx) => {
    expect(await finishPin(tx, pin, { kind: 'published', pinterestPinId: `1${round}` }, [])).toBe(
      true,
    );
    change = store.transaction(async (other) => {
      begin();
      return (await lockPost(other, 'w', postId))?.pins.map(pinEditability);
    });
    await begun;
  });
  expect(await change).toEqual(['published']);
});

test('a worker that stores its outcome while the post is looked at loses nothing', async () => {
  const pin = await claimOne();
  let outcome: Promise<boolean> = Promise.resolve(false);
  await store.transaction(async (tx) => {
    await lockPost(tx, 'w', postId);
    outcome = finishPin(store.db, pin, { kind: 'published', pinterestPinId: `2${round}` }, []);
  });
  expect(await outcome).toBe(true);
  const post = await store.db.selectFrom('post').select('status').executeTakeFirstOrThrow();
  expect(post.status).toBe('published');
});

test('two changes of one post go one after the other', async () => {
  const seen: number[] = [];
  const change = (title: string) =>
    store.transaction(async (tx) => {
      const locked = await lockPost(tx, 'w', postId);
      seen.push(locked?.pins.filter((pin) => pin.title !== null).length ?? -1);
      await changePins(tx, [postId], { title });
    });
  await Promise.all([change('One'), change('Two')]);
  expect(seen).toEqual([0, 1]);
});

test('a change that waits for another sees the Pins that one added', async () => {
  let second: Promise<number | undefined> = Promise.resolve(undefined);
  await store.transaction(async (tx) => {
    const locked = await lockPost(tx, 'w', postId);
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    second = store.transaction(async (other) => {
      const looking = lockPost(other, 'w', postId);
      begin();
      return (await looking)?.pins.length;
    });
    await begun;
    // It waits for the lock now, with what it has read before.
    await expect
      .poll(async () => {
        const { rows } = await sql<{ waiting: number }>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(store.db);
        return rows[0]?.waiting;
      })
      .toBe(1);
    for (const { slides, ...pin } of locked?.pins ?? [])
      await insertNewPins(tx, [{ ...pin, id: `${pin.id}b`, slides: JSON.stringify(slides) }]);
  });
  expect(await second).toBe(2);
});

test("another workspace's post is not there", async () => {
  expect(await store.transaction((tx) => lockPost(tx, 'other', postId))).toBeUndefined();
});
