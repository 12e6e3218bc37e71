import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ sandbox: { access: 'standard' } });
});
afterEach(() => product.sandbox.control.clearFaults());
afterAll(() => product.close());

/** What is read at once: boards are kept, and shown as they were while Pinterest gives no list. */
const sections = () =>
  product.request(
    'GET',
    `/api/v1/accounts/${product.accountId}/pinterest-boards/kitchens/sections?refresh=true`,
  );
const strike = (then: FaultInput['then']) =>
  product.sandbox.control.addFault({ match: { operation: 'board_sections/list', times: 9 }, then });

test.each([
  [429, { code: 8, message: 'This request exceeded a rate limit.' }, 429, 'PINTEREST_BUSY'],
  [503, { code: 0, message: 'Something went wrong' }, 503, 'PINTEREST_NO_ANSWER'],
  [400, { code: 1, message: 'Name is too long' }, 400, 'PINTEREST_REFUSED'],
  [404, { code: 40, message: 'Board not found.' }, 404, 'PINTEREST_GONE'],
] as const)(
  'Pinterest answers %s to a person: in words about the request, not about a Pin',
  async (status, body, answered, code) => {
    strike({ status, body, headers: { 'retry-after': '30' } });
    const answer = await sections();
    const problem = (await answer.json()) as {
      code: string;
      error: string;
      details: { problems: { fix: string }[] };
    };
    expect([answer.status, problem.code]).toEqual([answered, code]);
    expect(`${problem.error} ${problem.details.problems[0]?.fix}`).not.toMatch(/the Pin\b/);
    if (code === 'PINTEREST_BUSY') expect(answer.headers.get('retry-after')).toBe('30');
  },
);

test('a missing scope asks for the consent again, and no token is renewed for it', async () => {
  strike({
    status: 401,
    body: {
      code: 3,
      message:
        "Your token does not have sufficient permissions to perform this operation. Please ensure your token is authorized with the correct set of scopes. Missing: ['boards:read']",
    },
  });
  const renewals = () =>
    product.sandbox.control.requests().filter(({ path }) => path.endsWith('/oauth/token')).length;
  const [before, asked] = [
    renewals(),
    product.sandbox.control.counts()['board_sections/list'] ?? 0,
  ];
  const answer = await sections();
  expect(await answer.json()).toMatchObject({
    code: 'PINTEREST_SCOPE_MISSING',
    error: expect.stringContaining('boards:read'),
    details: { problems: [{ fix: expect.stringContaining('Connect the account again') }] },
  });
  expect(renewals()).toBe(before);
  expect(product.sandbox.control.counts()['board_sections/list']).toBe(asked + 1);
});

test('what a person asks for stops before the window is used up, and says when to come back', async () => {
  await sections();
  await sql`update board set sections_read_at = null`.execute(product.app.store.db);
  await sql`update quota set used = 900, ends_at = now() + interval '40 seconds' where category = 'org_read'`.execute(
    product.app.store.db,
  );
  const asked = () => product.sandbox.control.counts()['board_sections/list'];
  const before = asked();
  const answer = await sections();
  expect(answer.status).toBe(429);
  expect(await answer.json()).toMatchObject({ code: 'PINTEREST_BUSY' });
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(30);
  expect(seconds).toBeLessThanOrEqual(40);
  expect(asked()).toBe(before);
});
