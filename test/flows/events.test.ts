import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from '../../src/store/index.ts';
import { until } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing } from '../jobs/publisher.ts';

let here: Publishing;
beforeEach(async () => {
  here = await startPublishing();
});
afterEach(() => here.close());

const db = () => here.harness.store.db;
const week = 7 * 24 * 3600_000;

/** Kinds of the events of a post, in order, once nothing is open that could still come before them. */
async function told(postId: string): Promise<string[]> {
  const kinds = async () =>
    (await readEvents(db(), null, null, 1000)).events
      .filter((event) => event.postId === postId)
      .map(({ kind }) => kind);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from event where post_id = ${postId}`.execute(db());
  await until('they can be read', async () => (await kinds()).length === rows[0]?.count);
  return kinds();
}

/** One post with Pins at these times from now. */
async function postOf(...inMs: number[]): Promise<{ postId: string; pinIds: string[] }> {
  const account = here.harness.account(0);
  const pinIds = await here.harness.schedule(
    inMs.map((ms, index) => ({ account, title: `Pin ${index} of ${inMs.length}`, inMs: ms })),
  );
  const [first] = await db()
    .selectFrom('pin')
    .select('postId')
    .where('id', '=', pinIds[0] ?? '')
    .execute();
  const postId = first?.postId ?? '';
  // As one post: the harness gives each Pin a post of its own.
  await sql`delete from event`.execute(db());
  await sql`update post set announced_status = null where id = ${postId}`.execute(db());
  await sql`update pin set post_id = ${postId} where id = any(${pinIds}::text[])`.execute(db());
  await sql`select derive_status_of(${postId})`.execute(db());
  return { postId, pinIds };
}

describe('a post is told of once for each thing that becomes of it', () => {
  test('three Pins a week apart: planned once, three Pins out, and the post out once', async () => {
    const { postId, pinIds } = await postOf(week, 2 * week, 3 * week);
    for (const id of pinIds) {
      await here.pass(week);
      await here.see(id, ({ status }) => status === 'published');
    }
    expect(await told(postId)).toEqual([
      'post.scheduled',
      'pin.published',
      'pin.published',
      'pin.published',
      'post.published',
    ]);
  });

  test('a failure is told again after a retry that fails as well', async () => {
    here.harness.sandbox.control.addFault({
      match: { operation: 'pins/create' },
      then: {
        status: 400,
        body: { code: 1, message: 'Sorry! This site does not allow you to save Pins.' },
      },
    });
    const { postId, pinIds } = await postOf(0);
    const [id = ''] = pinIds;
    await here.see(id, ({ status }) => status === 'failed');
    await sql`update pin set status = 'scheduled', step = null, problem = null, due_at = now() where id = ${id}`.execute(
      db(),
    );
    await here.see(id, ({ status, attempts }) => status === 'failed' && attempts === 2);
    expect(await told(postId)).toEqual(['pin.failed', 'post.failed', 'pin.failed', 'post.failed']);
  });

  test('facts say what was so at that moment: the Pin on Pinterest, or why not', async () => {
    const { pinIds } = await postOf(0);
    const pin = await here.see(pinIds[0] ?? '', ({ status }) => status === 'published');
    await told(pin.postId);
    const { events } = await readEvents(db(), null, null, 10);
    expect(events.find(({ kind }) => kind === 'pin.published')).toMatchObject({
      pinId: pin.id,
      accountId: pin.accountId,
      facts: { pinterestPinId: pin.pinterestPinId },
    });
  });
});

test('what is published is on record as what Pinterest shows, apart from the publication', async () => {
  const { pinIds } = await postOf(0);
  const pin = await here.see(pinIds[0] ?? '', ({ status }) => status === 'published');
  const shown = await db().selectFrom('remotePin').selectAll().execute();
  expect(shown).toMatchObject([
    {
      identityId: pin.identityId,
      pinterestPinId: pin.pinterestPinId,
      boardId: pin.boardId,
      title: pin.title,
      pinId: pin.id,
      goneAt: null,
    },
  ]);
});

describe('a cursor', () => {
  const write = (kind: string) => sql`insert into event (workspace_id, kind) values ('w', ${kind})`;
  const read = (after: string | null) => readEvents(db(), ['w'], after, 100);
  /** Reads until so many events can be seen: other tests' transactions on this server count as open, too. */
  const readAll = async (after: string | null, count: number) => {
    await until('they can be read', async () => (await read(after)).events.length === count);
    return read(after);
  };

  test('skips nothing of a transaction that began earlier and ends later', async () => {
    const pool = here.harness.store;
    let finish = () => {};
    const held = new Promise<void>((resolve) => (finish = resolve));
    let began = () => {};
    const isOpen = new Promise<void>((resolve) => (began = resolve));
    const slow = pool.transaction(async (tx) => {
      await write('slow').execute(tx);
      began();
      await held;
    });
    await isOpen;
    await write('quick').execute(db());
    const first = await read(null);
    // The quick one has the higher id and is stored, but what comes before it is not known yet.
    expect(first.events).toEqual([]);
    finish();
    await slow;
    const second = await readAll(first.cursor, 2);
    expect(second.events.map(({ kind }) => kind)).toEqual(['slow', 'quick']);
    expect((await read(second.cursor)).events).toEqual([]);
    await write('later').execute(db());
    const third = await readAll(second.cursor, 1);
    expect(third.events.map(({ kind }) => kind)).toEqual(['later']);
    expect(third.reset).toBe(false);
  });

  test('pages come one after the other, of the workspaces that are asked for alone', async () => {
    for (let number = 0; number < 7; number++) await write(`${number}`).execute(db());
    await sql`insert into event (workspace_id, kind) values ('other', 'theirs')`.execute(db());
    await readAll(null, 7);
    const kinds: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await readEvents(db(), ['w'], after, 3);
      if (page.events.length === 0) break;
      kinds.push(...page.events.map(({ kind }) => kind));
      after = page.cursor;
    }
    expect(kinds).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  test('of another life of the database starts over, and says so', async () => {
    await write('one').execute(db());
    await readAll(null, 1);
    const page = await read('9000000000000.5');
    expect(page).toMatchObject({ reset: true });
    expect(page.events.map(({ kind }) => kind)).toEqual(['one']);
    expect(await read('not a cursor')).toMatchObject({ reset: false });
  });
});
