import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CreatedPost, LinkTags } from '../../src/sdk/index.ts';
import { makeNoise } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { send, target, upload } from '../harness/publishing.ts';

let product: Product;
let pictures: string[];
beforeAll(async () => {
  product = await startProduct();
  pictures = [];
  for (let index = 0; index < 2; index++)
    pictures.push(await upload(product, await makeNoise(600, 900)));
});
afterAll(() => product.close());

const tags: LinkTags = { source: 'pinterest', campaign: '{board}', content: '{title}' };
beforeEach(async () => {
  await product.client.linkTags.change({ tags });
  await product.client.linkTags.change({ accountId: product.accountId, tags: null });
});

let count = 0;
const plan = async (link: string, more: Record<string, unknown> = {}) =>
  send(product, {
    mediaIds: pictures.slice(0, 1),
    scheduledFor: `2099-01-01T09:${String(count++).padStart(2, '0')}:00Z`,
    platforms: [target(product, { title: `Brass taps ${count}`, link, ...more })],
  });
const dataOf = ({ post }: CreatedPost) => post.platforms[0]?.platformSpecificData;

test('are added to the link of a Pin when it is planned, and shown', async () => {
  const { status, body } = await plan('https://example.com/taps?size=2#top');
  expect(status).toBe(201);
  const link = `https://example.com/taps?size=2&utm_source=pinterest&utm_campaign=kitchens&utm_content=brass-taps-${count}#top`;
  expect(dataOf(body)?.link).toBe(link);
  const changed = await product.request('PUT', `/api/v1/posts/${body.post._id}`, {
    content: 'Other words',
  });
  expect(changed.status).toBe(200);
  expect(((await changed.json()) as CreatedPost).post.platforms[0]?.platformSpecificData.link).toBe(
    link,
  );
});

test('a link with a tag of its own stays as it is', async () => {
  const { body } = await plan('https://example.com/taps?utm_source=mail');
  expect(dataOf(body)?.link).toBe('https://example.com/taps?utm_source=mail');
});

test('count in the length of a link, and are named in a check', async () => {
  const long = `https://example.com/${'a'.repeat(2_020)}`;
  const refused = await plan(long);
  expect([refused.status, refused.body]).toMatchObject([400, { code: 'PIN_LINK_TOO_LONG' }]);
  await product.client.linkTags.change({ tags: null });
  expect((await plan(long)).status).toBe(201);
  await product.client.linkTags.change({ tags });
  const response = await product.request('POST', '/api/v1/tools/validate/post', {
    mediaIds: pictures.slice(0, 1),
    platforms: [target(product, { title: 'Taps', link: 'https://example.com' })],
  });
  const { problems } = (await response.json()) as { problems: { code: string; message: string }[] };
  expect(problems.find(({ code }) => code === 'ADVICE_LINK_TAGGED')?.message).toContain(
    'https://example.com?utm_source=pinterest&',
  );
});

test('of an account come before those of its workspace, and may be none', async () => {
  const { accountId } = product;
  const own = await product.client.linkTags.change({ accountId, tags: { source: 'my_shop' } });
  expect(own).toEqual({
    workspace: tags,
    account: { source: 'my_shop' },
    inForce: { source: 'my_shop' },
  });
  expect(dataOf((await plan('https://example.com/own')).body)?.link).toBe(
    'https://example.com/own?utm_source=my_shop',
  );
  await product.client.linkTags.change({ accountId, tags: {} });
  expect(dataOf((await plan('https://example.com/none')).body)?.link).toBe(
    'https://example.com/none',
  );
});

test('are added to the links of slides', async () => {
  const { body } = await send(product, {
    mediaIds: pictures,
    scheduledFor: '2099-02-01T09:00:00Z',
    platforms: [
      target(product, {
        title: 'Two',
        slides: [{ link: 'https://example.com/one' }, { title: 'No link' }],
      }),
    ],
  });
  expect(dataOf(body)).toMatchObject({
    slides: [
      { link: expect.stringMatching(/one\?utm_source=pinterest/) as string },
      { title: 'No link' },
    ],
  });
});

test('name only what a Pin has', async () => {
  const response = await product.request('PUT', '/api/v1/link-tags', {
    tags: { campaign: '{month}', medium: 'x'.repeat(201) },
  });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { details: { problems: [{ field: 'tags.medium' }, { field: 'tags.campaign' }] } },
  ]);
});
