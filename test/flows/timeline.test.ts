import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import { reclaimExpiredLeases } from '../../src/store/index.ts';
import type { TimelineEntry } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, postOnce, send, target, upload } from '../harness/publishing.ts';

const policy = {
  reconcileDelaysMs: [50],
  absentAfterReads: 3,
  absentAfterMs: 500,
  rateLimitDelayMs: 50,
  unreachableDelaysMs: [50],
  createTimeoutMs: 3_000,
  processingDelaysMs: [1],
};

let product: Product;
let mediaIds: string[];
beforeAll(async () => {
  product = await startProduct({ app: { policy } });
  mediaIds = [await upload(product, await makePicture())];
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

/** What the next creates meet, one after the other. */
const strike = (...answers: Parameters<typeof product.sandbox.control.addFault>[0]['then'][]) => {
  for (const then of answers)
    product.sandbox.control.addFault({ match: { operation: 'pins/create', times: 1 }, then });
};
const limited = {
  status: 429,
  body: { code: 8, message: 'This request exceeded a rate limit.' },
};
const publish = async (title: string, more: object = {}) => {
  const { body } = await send(product, {
    content: 'Words nobody needs in a timeline',
    mediaIds,
    platforms: [target(product, { title, link: 'https://example.com/x?key=secret' })],
    publishNow: true,
    ...more,
  });
  return body.post;
};
const entriesOf = async (postId: string): Promise<TimelineEntry[]> => {
  const { pins } = await product.client.posts.timeline(postId);
  expect(pins).toHaveLength(1);
  return pins[0]?.entries ?? [];
};
const kindsOf = (entries: readonly TimelineEntry[]) => entries.map(({ kind }) => kind);

describe('a Pin that met everything', () => {
  let post: Awaited<ReturnType<typeof publish>>;
  let entries: TimelineEntry[];
  beforeAll(async () => {
    // 429, then an answer that is lost after the Pin was made.
    strike(limited, { drop: 'after' });
    post = await publish('Eventful', {
      platforms: [target(product, { title: 'Eventful', link: 'https://example.com/x' })],
    });
    entries = await entriesOf(post._id);
  });

  test('tells every request and decision, oldest first', () => {
    const kinds = kindsOf(entries);
    expect(kinds.slice(0, 5)).toEqual(['accepted', 'request', 'held', 'request', 'again']);
    expect(kinds.slice(-2)).toEqual(['request', 'published']);
    expect(new Set(kinds.slice(5, -2))).toEqual(
      kinds.length > 7 ? new Set(['request', 'again']) : new Set(),
    );
    const times = entries.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(entries.filter(({ request }) => request?.operation === 'pins.create')).toHaveLength(2);
  });

  test('with the facts of each', () => {
    const [, refused, held, lost, search] = entries;
    const [logged] = product.sandbox.control.requests({ operation: 'pins/create' }).slice(-2);
    expect(refused).toMatchObject({
      request: {
        operation: 'pins.create',
        status: 429,
        code: 8,
        requestId: logged?.id,
        message: limited.body.message,
      },
    });
    expect(refused?.request?.durationMs).toBeGreaterThanOrEqual(0);
    expect(held?.decision).toMatchObject({
      from: 'preparing',
      outcome: 'held',
      code: 'PIN_RATE_LIMITED',
      waitMs: 50,
    });
    expect(Date.parse(held?.decision?.dueAt ?? '') - Date.parse(held?.at ?? '')).toBe(50);
    expect(lost).toMatchObject({ request: { operation: 'pins.create', status: null, code: null } });
    expect(search?.decision).toMatchObject({ step: 'reconciling', code: 'PINTEREST_UNAVAILABLE' });
    expect(entries.at(-2)).toMatchObject({
      request: { operation: 'boards.listPins', status: 200, message: null },
    });
  });

  test('in words anyone understands', () => {
    const texts = entries.map(({ text }) => text);
    expect(texts[0]).toBe('Accepted, to go out at once.');
    expect(texts[1]).toBe(
      'Pinterest was asked to create the Pin and answered 429 (code 8): too many requests. It says: This request exceeded a rate limit.',
    );
    expect(texts[2]).toMatch(/^Waits 50 ms: Pinterest rate limit reached\. The Pin waits/);
    expect(texts[3]).toMatch(
      /^Pinterest was asked to create the Pin and gave no answer after \d+ m?s: the connection broke\.$/,
    );
    expect(texts[4]).toMatch(/^Nobody knows yet whether Pinterest made the Pin\. Looks for it/);
    expect(texts.at(-1)).toBe(
      `Found on the board: the Pin is published as ${onlyTarget(post).platformPostId}.`,
    );
    for (const text of texts) expect(text).not.toMatch(/undefined|null|NaN|\{|\}/);
  });

  test('in pages', async () => {
    const { pinId } = onlyTarget(post);
    const paged: TimelineEntry[] = [];
    let before: number | null | undefined;
    while (before !== null) {
      const { pins } = await product.client.posts.timeline(post._id, {
        pinId,
        limit: 2,
        ...(before !== undefined && { before }),
      });
      expect(pins[0]?.entries.length).toBeLessThanOrEqual(3); // The beginning is one more.
      paged.unshift(...(pins[0]?.entries ?? []));
      before = pins[0]?.earlier ?? null;
    }
    expect(paged).toEqual(entries);
  });
});

test('success needs two lines', async () => {
  const post = await publish('Plain', { platforms: [target(product, { title: 'Plain' })] });
  const entries = await entriesOf(post._id);
  expect(kindsOf(entries)).toEqual(['accepted', 'request', 'published']);
  expect(entries[1]?.request).toMatchObject({ status: 201, message: null });
  expect(entries[2]?.text).toBe(`Published as Pin ${onlyTarget(post).platformPostId}.`);
});

test('a video: its upload, its processing and its Pin, each request once', async () => {
  product.sandbox.control.settings({ mediaDelayMs: 0 });
  const video = Buffer.from(await makeVideo({ seconds: 5, width: 320, height: 480 }));
  const post = await publish('Moving', {
    mediaIds: [await upload(product, video, 'clip.mp4')],
    platforms: [target(product, { title: 'Moving' })],
  });
  const done = await postOnce(product, post._id, ({ status }) => status === 'published');
  const entries = await entriesOf(done._id);
  const asked = entries.flatMap(({ request }) => request?.operation ?? []);
  expect(asked.filter((operation) => operation !== 'media.get')).toEqual([
    'media.register',
    'media.upload',
    'pins.create',
  ]);
  expect(entries.map(({ text }) => text)).toContain('The video is uploaded first.');
});

test('what people do is told with who did it', async () => {
  const { client } = product;
  const drafted = await publish('By hand', { publishNow: false, isDraft: true });
  const { _id } = drafted;
  await client.posts.update(_id, {
    isDraft: false,
    scheduledFor: '2099-01-01T09:00:00Z',
    platforms: [target(product, { title: 'By hand', link: 'https://example.com/hand' })],
  });
  await client.posts.update(_id, { scheduledFor: '2099-02-01T09:00:00Z' });
  await client.posts.cancel(_id);
  const entries = await entriesOf(_id);
  expect(entries.map(({ kind, by, text }) => [kind, by, text])).toEqual([
    ['drafted', undefined, 'Saved as a draft.'],
    ['edited', 'Bootstrap key', 'Accepted by Bootstrap key; goes out at 2099-01-01 09:00 UTC.'],
    ['edited', 'Bootstrap key', 'Changed by Bootstrap key; goes out at 2099-02-01 09:00 UTC.'],
    ['cancelled', 'Bootstrap key', 'Cancelled by Bootstrap key.'],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/secret|Words nobody/);
});

test('approved, failed, retried', async () => {
  const waiting = await publish('Careful', {
    requiresApproval: true,
    platforms: [target(product, { title: 'Careful' })],
  });
  strike({ status: 400, body: { code: 4711, message: 'Never seen before' } });
  await product.client.posts.approve(waiting._id, { publishNow: true });
  await product.client.posts.retry(waiting._id);
  const entries = await entriesOf(waiting._id);
  expect(kindsOf(entries)).toEqual([
    'accepted',
    'approved',
    'request',
    'failed',
    'retried',
    'request',
    'published',
  ]);
  expect(entries[3]).toMatchObject({
    text: 'Failed: Pinterest refused the Pin: Never seen before',
    decision: { outcome: 'failed', code: 'PIN_REJECTED', waitMs: null, dueAt: null },
  });
});

test('a dead worker: the Pin is taken over, and the timeline says how it was found', async () => {
  const post = await publish('Orphan', {
    publishNow: false,
    scheduledFor: '2099-01-01T09:00:00Z',
    platforms: [target(product, { title: 'Orphan' })],
  });
  const { pinId } = onlyTarget(post);
  const { db } = product.app.store;
  // As a worker leaves it that dies while its create request is on the way; the runner reaps it sooner or later.
  await sql`update pin set status = 'publishing', step = 'creating', attempts = 1, sent_at = now(), scheduled_for = now(),
    lease_owner = 'dead', lease_until = now() - interval '1 second' where id = ${pinId}`.execute(
    db,
  );
  await reclaimExpiredLeases(product.app.store.leaseDb);
  const done = await postOnce(product, post._id, ({ status }) => status === 'published');
  const entries = await entriesOf(done._id);
  expect(entries[1]).toMatchObject({
    kind: 'taken_over',
    attempt: 1,
    text: expect.stringContaining('looks for it on the board'),
    decision: { from: 'creating', step: 'reconciling' },
  });
});

describe('access', () => {
  test('an unknown post and an unknown Pin are not found', async () => {
    const unknown = await product.request('GET', '/api/v1/posts/ffffffffffffffffffffffff/timeline');
    expect(unknown.status).toBe(404);
    const post = await publish('Known', { platforms: [target(product, { title: 'Known' })] });
    const path = `/api/v1/posts/${post._id}/timeline`;
    expect((await product.request('GET', `${path}?pinId=other`)).status).toBe(404);
    expect((await product.request('GET', `${path}?limit=501`)).status).toBe(400);
    expect((await fetch(product.url + path)).status).toBe(401);
  });
});
