import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startScheduling, type Scheduling } from '../harness/post-verbs.ts';

let scheduling: Scheduling;
beforeAll(async () => {
  scheduling = await startScheduling();
});
afterEach(() => scheduling.product.sandbox.control.clearFaults());
afterAll(() => scheduling?.product.close());

const hide = (postId: string, hidden: boolean) =>
  scheduling.call('PUT', `${postId}/hidden`, { hidden });
const listed = async (postId: string, more: object = {}) => {
  const { posts } = await scheduling.product.client.posts.list({ limit: 100, ...more });
  return posts.some(({ _id }) => _id === postId);
};

test('a hidden post is in no list, and nothing of it goes out until it is shown again', async () => {
  const { _id: postId } = await scheduling.makeFailed('Hidden after it failed');
  expect((await hide(postId, true)).status).toBe(200);
  expect([await listed(postId), await listed(postId, { onlyHidden: 'true' })]).toEqual([
    false,
    true,
  ]);
  const attempts = [
    await scheduling.call('POST', `${postId}/retry`),
    await scheduling.call('PUT', postId, { content: 'Other words' }),
  ];
  expect(attempts.map(({ status, code }) => [status, code])).toEqual([
    [409, 'POST_HIDDEN'],
    [409, 'POST_HIDDEN'],
  ]);
  expect((await hide(postId, false)).status).toBe(200);
  expect(await listed(postId)).toBe(true);
  expect(await scheduling.call('POST', `${postId}/retry`)).toMatchObject({
    status: 200,
    post: { status: 'published' },
  });
});

test('what is planned is not hidden', async () => {
  const { _id: postId } = await scheduling.make('Planned, so seen', { allowDuplicate: true });
  expect(await hide(postId, true)).toMatchObject({ status: 409, code: 'POST_STILL_PLANNED' });
  await scheduling.call('POST', `${postId}/cancel`);
  expect((await hide(postId, true)).status).toBe(200);
});
