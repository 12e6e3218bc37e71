import { rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveMedia, type MediaPlace } from '../../src/backup/index.ts';
import { s3Address } from '../../src/config/index.ts';
import { journalPlace, readJournals } from '../../src/journal/index.ts';
import type { NewPost } from '../../src/sdk/index.ts';
import {
  createHarness,
  published,
  unfinished,
  until,
  type CrashHarness,
} from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';
import { openS3 } from '../harness/s3/stores.ts';
import { startFleet, type Fleet } from './fleet.ts';

// In one file, so that the two fleets never run side by side: each takes most connections of the database.

describe('processes that share a data directory', () => {
  const accounts = 12;
  let harness: CrashHarness;
  let fleet: Fleet;
  let drop: () => Promise<void>;
  let mediaId: string;
  beforeAll(async () => {
    const database = await temporaryDatabase();
    drop = database.drop;
    harness = await createHarness({ database: database.connection, accounts });
    fleet = await startFleet(harness);
    const { client } = fleet.apis[0];
    await Promise.all(harness.accounts.map(({ id }) => client.boards.list(id)));
    const picture = sharp({
      create: { width: 400, height: 600, channels: 3, background: '#225577' },
    });
    const file = new Blob([new Uint8Array(await picture.jpeg().toBuffer())], {
      type: 'image/jpeg',
    });
    mediaId = (await client.media.upload(file, 'picture.jpg')).media.id;
  });
  afterAll(async () => {
    await fleet.close();
    await harness.close();
    await drop();
  });

  const postNow = (account: number, title: string): NewPost => {
    const { id, boardId } = harness.account(account);
    return {
      content: title,
      mediaIds: [mediaId],
      publishNow: true,
      platforms: [
        { platform: 'pinterest', accountId: id, platformSpecificData: { title, boardId } },
      ],
    };
  };
  const inSandbox = (title: string) => published(harness).get(title) ?? 0;

  test('the same request through two API processes at once: one post, published by a third, and both hear of it', async () => {
    const [one, two] = fleet.apis;
    const answers = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const post = postNow(index, `Race ${index}`);
        const call = { idempotencyKey: `race-${index}` };
        return Promise.all([
          one.client.posts.create(post, call),
          two.client.posts.create(post, call),
        ]);
      }),
    );
    for (const [index, [first, second]] of answers.entries()) {
      expect(second.post._id).toBe(first.post._id);
      for (const { post } of [first, second])
        expect(post.platforms[0]?.platformPostId).toMatch(/^\d+$/);
      expect(inSandbox(`Race ${index}`)).toBe(1);
    }
  });

  test('a long line of one account keeps no other account waiting', async () => {
    const [long, ...others] = harness.accounts;
    if (!long) throw new Error('There is no account.');
    const line = Array.from({ length: 40 }, (_, index) => ({
      account: long,
      title: `Line ${index}`,
    }));
    const rest = others.map((account) => ({ account, title: `Other ${account.username}` }));
    // The line is due first, and everything else at the same moment behind it.
    await harness.schedule([...line.map((wish) => ({ ...wish, inMs: -60_000 })), ...rest]);
    await until('the others are out', () => rest.every(({ title }) => inSandbox(title) === 1));
    expect(line.filter(({ title }) => inSandbox(title) > 0).length).toBeLessThan(line.length);
    await until('all are out', async () => (await unfinished(harness)) === 0);
    for (const { title } of line) expect(inSandbox(title)).toBe(1);
  });

  test('an API process and a worker are killed in the middle: each Pin is there exactly once', async () => {
    const { control } = harness.sandbox;
    control.addFault({ match: { operation: 'pins/create' }, then: { delayMs: 150 } });
    const wishes = Array.from({ length: 5 * accounts }, (_, index) => ({
      account: harness.account(index % accounts),
      title: `Due ${index}`,
    }));
    await harness.schedule(wishes);
    const [victim, survivor] = fleet.apis;
    const post = postNow(3, 'Asked of one that died');
    const call = { idempotencyKey: 'asked-twice' };
    const lost = victim.client.posts.create(post, call).catch((error: unknown) => error);
    await until('it was accepted', async () => {
      const { db } = harness.store;
      return (
        (
          await db
            .selectFrom('requestRecord')
            .select('reference')
            .where('key', '=', 'asked-twice')
            .execute()
        ).length === 1
      );
    });
    await until('some are out', () => inSandbox('Due 0') + inSandbox('Due 1') > 0);
    await Promise.all([victim.kill(), fleet.workers[0].kill()]);
    expect(await lost).toBeInstanceOf(TypeError);
    const answer = await survivor.client.posts.create(post, call);
    expect(answer.existingPost?._id).toBe(answer.post._id);

    await until('all are out', async () => (await unfinished(harness)) === 0, 20_000);
    for (const { title } of [...wishes, { title: 'Asked of one that died' }])
      expect([title, inSandbox(title)]).toEqual([title, 1]);
    const statuses = await harness.store.db.selectFrom('pin').select('status').distinct().execute();
    expect(statuses).toEqual([{ status: 'published' }]);
  });
});

describe('processes that share no disk', () => {
  const accounts = 6;
  let harness: CrashHarness;
  let fleet: Fleet;
  let server: StrictS3;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await temporaryDatabase();
    drop = database.drop;
    harness = await createHarness({ database: database.connection, accounts });
    server = await startStrictS3();
    const { keyId, secret } = server.identity;
    const to: MediaPlace = { s3: s3Address.parse(server.url), credentials: server.identity };
    const { dataDir } = harness;
    const from: MediaPlace = { s3: null, credentials: null };
    await moveMedia({ from, to, dataDir, deleteSource: true, onStep: () => {} });
    // Whoever looked there all the same would find nothing.
    rmSync(join(dataDir, 'media'), { recursive: true });
    fleet = await startFleet(harness, {
      LINCHPIN_MEDIA_URL: server.url,
      LINCHPIN_MEDIA_KEY_ID: keyId,
      LINCHPIN_MEDIA_SECRET: secret,
    });
  });
  afterAll(async () => {
    await fleet.close();
    await server.close();
    await harness.close();
    await drop();
  });

  test('what one takes in another publishes, once, also when two of them are killed', async () => {
    const [one, two] = fleet.apis;
    const { sandbox } = harness;
    const data = await sharp({
      create: { width: 400, height: 600, channels: 3, background: '#225577' },
    })
      .jpeg()
      .toBuffer();
    const { media } = await one.client.media.upload(new Blob([new Uint8Array(data)]), 'photo.jpg');
    const { id: accountId, boardId } = harness.account(0);
    await two.client.boards.list(accountId);
    const { post } = await two.client.posts.create({
      content: 'Of another machine',
      mediaIds: [media.id],
      publishNow: true,
      platforms: [
        { platform: 'pinterest', accountId, platformSpecificData: { title: 'Other', boardId } },
      ],
    });
    expect(post.platforms[0]?.platformPostId).toMatch(/^\d+$/);

    sandbox.control.addFault({ match: { operation: 'pins/create' }, then: { delayMs: 100 } });
    const wishes = Array.from({ length: 6 * accounts }, (_, index) => ({
      account: harness.account(index % accounts),
      title: `Due ${index}`,
      video: index % 9 === 0,
    }));
    await harness.schedule(wishes);
    const inSandbox = (title: string) => published(harness).get(title) ?? 0;
    await until('some are out', () => wishes.some(({ title }) => inSandbox(title) === 1));
    // The store throttles every fourth request from now on.
    let count = 0;
    server.trouble = () => (++count % 4 === 0 ? { status: 503, code: 'SlowDown' } : null);
    await Promise.all([one.kill(), fleet.workers[0].kill()]);
    await until('all are out', async () => (await unfinished(harness)) === 0, 40_000);
    for (const { title } of wishes) expect([title, inSandbox(title)]).toEqual([title, 1]);

    server.trouble = () => null;
    const opened = openS3(server.url, server.identity);
    const { pins } = await readJournals([journalPlace('/nowhere', opened.notes)]);
    await opened.close();
    const states = [...pins.values()].map(({ state }) => state);
    // Of every Pin it is noted that it was sent. That it is out may be missing for those the killed worker had in hand:
    // a restore then looks for them in the account.
    expect(states).toHaveLength(wishes.length + 1);
    const out = states.filter((state) => state === 'published');
    expect(out.length).toBeGreaterThan(wishes.length - accounts);
  }, 90_000);
});
