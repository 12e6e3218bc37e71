import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Post } from '../../src/sdk/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { later, startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { pinsTitled, target, upload } from '../harness/publishing.ts';

let product: Scheduling['product'];
let mediaIds: string[];
let otherMedia: string;
let make: Scheduling['make'];
let call: Scheduling['call'];
let put: Scheduling['put'];
let get: Scheduling['get'];
let strike: Scheduling['strike'];
beforeAll(async () => {
  ({ product, mediaIds, make, call, put, get, strike } = await startScheduling());
  otherMedia = await upload(product, await makePicture({ background: '#224466' }));
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

const past = '2020-01-01T00:00:00Z';
const approve = (post: Post, when: object = {}) => call('POST', `${post._id}/approve`, when);
const waiting = (title: string, more: object = {}) =>
  make(title, { requiresApproval: true, ...more });
const approved = async (title: string): Promise<Post> => {
  const made = await waiting(title);
  await approve(made);
  return made;
};
const isApproved = async (post: Post) => (await get(post)).approval.approvedBy !== null;
const withData = (title: string, data: object) => ({
  platforms: [target(product, { title, ...data })],
});

describe('an approval ends with what was approved', () => {
  test.each<[string, (title: string) => object]>([
    ['the text', () => ({ content: 'Other words' })],
    ['the title', () => withData('Other title', {})],
    ['the link', (title) => withData(title, { link: 'https://example.com/other' })],
    ['the alt text', (title) => withData(title, { altText: 'Something else' })],
    ['the colour', (title) => withData(title, { dominantColor: '#123456' })],
    ['the board', (title) => withData(title, { boardId: 'Reading nooks' })],
    ['the disclosures', (title) => withData(title, { aiDisclosures: ['AI_MODIFIED'] })],
    ['the origin', (title) => withData(title, { parentPinId: '123456789' })],
    ['the media', () => ({ mediaIds: [otherMedia] })],
    [
      'a second board',
      (title) => ({
        platforms: [
          target(product, { title }),
          target(product, { title, boardId: 'Reading nooks' }),
        ],
      }),
    ],
    [
      'text of its own',
      (title) => ({
        platforms: [{ ...target(product, { title }), customContent: 'Only here' }],
      }),
    ],
    [
      'media of its own',
      (title) => ({
        platforms: [{ ...target(product, { title }), mediaIds: [otherMedia] }],
      }),
    ],
    [
      'boards by fan-out',
      () => ({ fanOut: { boards: ['Reading nooks'], startAt: later, intervalMinutes: 10 } }),
    ],
  ])('%s', async (what, change) => {
    const title = `Changed: ${what}`;
    const made = await approved(title);
    const { status, body } = await put(made, change(title));
    expect({ status, body: status === 200 ? null : body }).toEqual({ status: 200, body: null });
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'APPROVAL_VOID' }));
    expect(await isApproved(made)).toBe(false);
    // And whatever its time then says, it waits.
    expect((await put(made, { scheduledFor: past, ifPast: 'publish' })).post.status).toBe(
      'scheduled',
    );
    expect(pinsTitled(product, title)).toEqual([]);
  });

  test.each<[string, (title: string) => object]>([
    ['another time', () => ({ scheduledFor: '2099-12-05T09:00:00Z' })],
    ['notes', () => ({ tags: ['a'], metadata: { campaign: 'x' } })],
    ['the same text again', (title) => ({ content: `About ${title}` })],
    [
      'everything again',
      (title) => ({
        content: `About ${title}`,
        mediaIds,
        requiresApproval: true,
        scheduledFor: later,
        ...withData(title, {}),
      }),
    ],
  ])('but not with %s', async (what, change) => {
    const title = `Kept: ${what}`;
    const made = await approved(title);
    const { status, body } = await put(made, change(title));
    expect({ status, warnings: body.warnings ?? [] }).toMatchObject({ status: 200 });
    expect(JSON.stringify(body.warnings ?? [])).not.toContain('APPROVAL_VOID');
    expect(await isApproved(made)).toBe(true);
  });
});

describe('nothing but an approval lets a post out', () => {
  test.each<[string, (post: Post) => Promise<unknown>]>([
    ['lifting it', (post) => put(post, { requiresApproval: false })],
    ['lifting it, at once', (post) => put(post, { requiresApproval: false, publishNow: true })],
    ['publishing now', (post) => put(post, { publishNow: true })],
    ['a time in the past', (post) => put(post, { scheduledFor: past, ifPast: 'publish' })],
    ['a retry', (post) => call('POST', `${post._id}/retry`)],
    ['ignoring the spacing rules', (post) => put(post, { ignoreSpacing: true, publishNow: true })],
    [
      'a draft and back',
      async (post) => {
        await put(post, { isDraft: true });
        await put(post, { isDraft: false, publishNow: true, requiresApproval: false });
        return put(post, { isDraft: false, publishNow: true });
      },
    ],
    [
      'cancelling and planning again',
      async (post) => {
        await call('POST', `${post._id}/cancel`);
        return put(post, { scheduledFor: past, ifPast: 'publish' });
      },
    ],
    [
      'another board',
      (post) => put(post, { ...withData('x', { boardId: 'Reading nooks' }), publishNow: true }),
    ],
  ])('%s', async (what, attempt) => {
    const title = `Held: ${what}`;
    const made = await waiting(title, { scheduledFor: new Date(Date.now() + 100).toISOString() });
    await attempt(made);
    // A Pin that was let out would go before this one of the same account.
    await make(`After: ${what}`, { publishNow: true });
    expect(await isApproved(made)).toBe(false);
    expect((await get(made)).status).not.toBe('published');
    expect(pinsTitled(product, title)).toEqual([]);
  });

  test('a failed post that was approved goes out again by a retry, as it was approved', async () => {
    strike({ status: 404, body: { code: 40, message: 'Board not found.' } });
    const made = await waiting('Failed once', { publishNow: true });
    expect((await approve(made, { publishNow: true })).post.status).toBe('failed');
    expect((await call('POST', `${made._id}/retry`)).post.status).toBe('published');
  });
});

describe('when the time has passed', () => {
  const overdue = (title: string) => waiting(title, { publishNow: true });

  test('a new time is as good, and one that has passed, too, is not', async () => {
    const made = await overdue('At a new time');
    for (const when of [{}, { publishNow: false }, { scheduledFor: past }])
      expect(await approve(made, when)).toMatchObject({ status: 409, code: 'APPROVAL_OVERDUE' });
    expect(await approve(made, { scheduledFor: later, publishNow: true })).toMatchObject({
      status: 400,
    });
    expect(await approve(made, { scheduledFor: 'tomorrow' })).toMatchObject({
      status: 400,
      code: 'PIN_SCHEDULE_INVALID',
    });
    expect(await isApproved(made)).toBe(false);
    const { status, post } = await approve(made, {
      scheduledFor: '2099-12-01T10:00',
      timezone: 'Europe/Berlin',
    });
    expect({ status, post }).toMatchObject({
      status: 200,
      post: { status: 'scheduled', scheduledFor: '2099-12-01T09:00:00.000Z' },
    });
  });

  test('of some Pins only, the choice is theirs; the others keep their times', async () => {
    const made = await waiting('Partly overdue', {
      platforms: [
        target(product, { title: 'Partly overdue' }, { scheduledFor: past }),
        target(product, { title: 'Partly overdue', boardId: 'Reading nooks' }),
      ],
    });
    expect(await approve(made)).toMatchObject({ status: 409, code: 'APPROVAL_OVERDUE' });
    const { post } = await approve(made, { publishNow: true });
    expect(post.scheduledFor).toBe(later);
    expect(post.platforms[1]).toMatchObject({ status: 'pending', scheduledFor: later });
    await expect
      .poll(async () => (await get(made)).platforms[0]?.status, { timeout: 5_000 })
      .toBe('published');
    expect(pinsTitled(product, 'Partly overdue')).toHaveLength(1);
  });
});

test('an approval and a change at the same moment: never approved with what was not seen', async () => {
  for (let round = 0; round < 8; round++) {
    const made = await waiting(`Race ${round}`);
    await Promise.all([approve(made), put(made, { content: `Changed in round ${round}` })]);
    const now = await get(made);
    // The change first: then it was approved as it is. The approval first: then it is void.
    const entries = (await product.client.posts.timeline(made._id)).pins[0]?.entries ?? [];
    const order = entries
      .map(({ kind }) => kind)
      .filter((kind) => ['approved', 'edited'].includes(kind));
    expect(now.approval.approvedBy !== null).toBe(order.at(-1) === 'approved');
  }
});
