import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { target } from '../harness/publishing.ts';

let product: Scheduling['product'];
let make: Scheduling['make'];
let mediaIds: string[];
beforeAll(async () => {
  ({ product, make, mediaIds } = await startScheduling());
});
afterAll(() => product?.close());

const exported = async (query = '') => {
  const answer = await product.request('GET', `/api/v1/posts/export${query}`);
  return {
    type: answer.headers.get('content-type'),
    text: Buffer.from(await answer.arrayBuffer()).toString(),
  };
};

test("a line for each Pin in Pinterest's columns and ours; a formula is none", async () => {
  await make('=SUM(A1)', {
    content: 'Oak, "brass"',
    tags: ['oak', 'brass'],
    scheduledFor: '2099-05-01T08:00:00Z',
    platforms: [
      target(product, { title: '=SUM(A1)', link: 'https://example.com/a', altText: 'A kitchen' }),
      target(product, { title: 'Garden', boardId: product.boards['Small gardens'] }),
    ],
  });
  const { type, text } = await exported('?fromDate=2099-05-01&toDate=2099-05-01');
  expect(type).toMatch(/^text\/csv/);
  const lines = text.split('\r\n');
  expect(lines[0]).toBe(
    '\uFEFFTitle,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords,Section,Alt text,Dominant color,Account,Status,Published at,Pin URL,Problem,Reference key,Post,Pin',
  );
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^'=SUM\(A1\),http:[^,]+,Kitchens,,"Oak, ""brass""",https:\/\/example/);
  expect(lines[1]).toContain(',2099-05-01T08:00:00,"oak, brass",,A kitchen,');
  expect(lines[2]).toMatch(/^Garden,.+,Small gardens,/);
  const garden = await exported(`?fromDate=2099-05-01&boardId=${product.boards['Small gardens']}`);
  expect(garden.text.split('\r\n').slice(1)).toEqual([lines[2], '']);
  const wrong = await product.request('GET', '/api/v1/posts/export?form=2099');
  expect(wrong.status).toBe(400);
});

test('what was exported can be taken in again', async () => {
  const made = await make('There and back', {
    scheduledFor: '2099-06-01T08:00:00Z',
    referenceKey: 'back',
  });
  const { text } = await exported('?fromDate=2099-06-01&toDate=2099-06-01');
  await product.client.posts.cancel(made._id);
  await product.client.posts.delete(made._id);
  const { id } = await product.client.postImports.start(new Blob([text]), 'calendar.csv');
  const state = async () => (await product.client.postImports.get(id)).state;
  await expect.poll(state, { timeout: 10_000 }).toBe('done');
  const { rows } = await product.client.postImports.rows(id);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['created']);
  const { post } = await product.client.posts.get(rows[0]?.postId ?? '');
  const facts = ({ content, scheduledFor, referenceKey, mediaItems, platforms }: typeof made) => ({
    content,
    scheduledFor,
    referenceKey,
    media: mediaItems.map(({ mediaId }) => mediaId),
    pins: platforms.map(({ platformSpecificData }) => platformSpecificData),
  });
  expect(facts(post)).toEqual(facts(made));
});

test('more posts than are read at once', async () => {
  const posts = Array.from({ length: 450 }, (_, index) => ({
    content: `Many ${index}`,
    isDraft: true,
    mediaIds,
    platforms: [target(product, { title: `Many ${index}` })],
    scheduledFor: '2099-07-01T08:00:00Z',
  }));
  await product.request('POST', '/api/v1/posts/bulk', { posts });
  const { text } = await exported('?status=draft&fromDate=2099-07-01');
  const titles = text.split('\r\n').flatMap((line) => /^Many \d+/.exec(line)?.[0] ?? []);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles).toHaveLength(450);
});
