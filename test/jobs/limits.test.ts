import { afterAll, beforeAll, expect, test } from 'vitest';
import { pauseDomain } from '../../src/store/index.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ sandbox: { access: 'standard' } });
});
afterAll(() => product.close());

test('the meter of an account: what Pinterest said, and links that wait', async () => {
  const { accountId, identityId, client, app } = product;
  const until = await pauseDomain(app.store.db, identityId, 'spam.example', {
    firstMs: 3600_000,
    repeatMs: 7200_000,
  });
  const { limits, pausedLinks } = await client.accounts.limits(accountId);
  // The demo made three boards without us and published a Pin through us: only Pinterest's own count has all four.
  expect(product.sandbox.control.counts()).toMatchObject({ 'boards/create': 3, 'pins/create': 1 });
  expect(limits).toMatchObject([
    {
      category: 'org_write',
      limit: 100,
      windowSeconds: 60,
      used: 4,
      left: 96,
      source: 'pinterest',
    },
    { category: 'org_read', limit: 1000, windowSeconds: 60, source: 'pinterest', nextFreeAt: null },
    { category: 'org_analytics', limit: 60, used: 0, source: 'published', resetsAt: null },
    { category: 'ads_read', limit: 1000, used: 0, source: 'published', resetsAt: null },
    { category: 'trends_read', limit: 60, used: 0, source: 'published', resetsAt: null },
  ]);
  expect(Date.parse(limits[0]?.resetsAt ?? '')).toBeGreaterThan(Date.now());
  expect(pausedLinks).toEqual([{ domain: 'spam.example', until: until.toISOString() }]);
});

test('of an account that is not there', async () => {
  const answer = await product.request('GET', `/api/v1/accounts/${'0'.repeat(24)}/limits`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
});
