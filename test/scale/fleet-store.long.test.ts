import { rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveMedia, type MediaPlace } from '../../src/backup/index.ts';
import { s3Address } from '../../src/config/index.ts';
import { readJournals, journalPlace } from '../../src/journal/index.ts';
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

test('processes that share no disk: what one takes in another publishes, once, also when two of them are killed', async () => {
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
  // Of a Pin whose end the killed worker did not write, another one wrote it.
  expect(states.filter((state) => state === 'published')).toHaveLength(wishes.length + 1);
}, 90_000);
