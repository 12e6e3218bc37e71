import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { diskStorage } from '../../src/media/index.ts';
import { findMedia, insertMedia } from '../../src/store/index.ts';
import { until } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
afterEach(() => here.close());

const day = 24 * 3600_000;
const db = () => here.harness.store.db;
const dir = () => join(here.harness.dataDir, 'media');

async function stored(): Promise<string> {
  const id = newId();
  const [one] = await db().selectFrom('media').selectAll().where('kind', '=', 'image').execute();
  if (!one) throw new Error('The harness has no picture.');
  const [originalKey, preparedKey] = [`${id}-original.jpg`, `${id}.jpg`];
  for (const key of [originalKey, preparedKey])
    await diskStorage(dir()).put(key, Buffer.from('a picture'));
  await insertMedia(db(), {
    ...one,
    id,
    createdAt: new Date(here.clock.now()),
    advice: '[]',
    video: null,
    originalKey,
    preparedKey,
  });
  return id;
}

const filesOf = async (id: string): Promise<string[]> =>
  (await readdir(dir(), { recursive: true })).filter((path) => path.includes(id));

const workspaceId = async (): Promise<string> =>
  (await db().selectFrom('workspace').select('id').executeTakeFirstOrThrow()).id;

const isUsable = async (id: string): Promise<boolean> =>
  (await findMedia(db(), [await workspaceId()], [id])).length === 1;

/** Lets days go by, the housekeeping of each done. */
async function pass(days: number): Promise<void> {
  for (let count = 0; count < days; count += 1) {
    await here.pass(day + 60_000);
    await until('the task is done', async () => {
      const task = await db()
        .selectFrom('task')
        .select(['dueAt', 'leaseOwner'])
        .where('id', '=', 'unused-media')
        .executeTakeFirstOrThrow();
      return task.leaseOwner === null && (task.dueAt?.getTime() ?? 0) > here.clock.now();
    });
  }
}

const keeping = (days: string) =>
  startPublishing({ environment: { LINCHPIN_UNUSED_MEDIA_DAYS: days } });

test('what nothing uses is kept for a while, closed to new posts for a day, and then removed', async () => {
  here = await keeping('3');
  const id = await stored();
  const account = here.harness.account(0);
  const [pinId = ''] = await here.harness.schedule([
    { account, title: 'Uses one', inMs: 40 * day },
  ]);
  const [used = ''] = (await here.harness.pin(pinId)).mediaIds;
  // Found unused on the first day.
  await pass(3);
  expect([await isUsable(id), (await filesOf(id)).length]).toEqual([true, 2]);
  await pass(1);
  expect([await isUsable(id), (await filesOf(id)).length]).toEqual([false, 2]);
  await pass(2);
  expect(await db().selectFrom('media').select('id').where('id', '=', id).execute()).toEqual([]);
  expect(await filesOf(id)).toEqual([]);
  expect([await isUsable(used), (await filesOf(used)).length]).toEqual([true, 1]);
});

test('what is used again in the last moment stays', async () => {
  here = await keeping('1');
  const [inPost, asCover, asSent] = [await stored(), await stored(), await stored()];
  await pass(2);
  expect(await isUsable(inPost)).toBe(false);
  const account = here.harness.account(0);
  const ids = await here.harness.schedule(
    ['post', 'cover', 'sent'].map((title) => ({ account, title, inMs: 40 * day })),
  );
  const [post = '', cover = '', sent = ''] = ids;
  const { postId } = await here.harness.pin(post);
  await db()
    .updateTable('post')
    .set({ mediaIds: [inPost] })
    .where('id', '=', postId)
    .execute();
  await db().updateTable('pin').set({ coverMediaId: asCover }).where('id', '=', cover).execute();
  await sql`update pin set sent_snapshot = ${JSON.stringify({ mediaIds: [asSent] })}::jsonb
    where id = ${sent}`.execute(db());
  await pass(4);
  for (const id of [inPost, asCover, asSent])
    expect([await isUsable(id), (await filesOf(id)).length]).toEqual([true, 2]);
});

test('a removal that stops in between is finished the next day', async () => {
  here = await keeping('1');
  const id = await stored();
  await pass(3);
  await diskStorage(dir()).remove(`${id}.jpg`);
  await pass(3);
  expect(await db().selectFrom('media').select('id').where('id', '=', id).execute()).toEqual([]);
  expect(await filesOf(id)).toEqual([]);
});

test('0 days keep everything', async () => {
  here = await keeping('0');
  const id = await stored();
  await pass(5);
  expect([await isUsable(id), (await filesOf(id)).length]).toEqual([true, 2]);
});
