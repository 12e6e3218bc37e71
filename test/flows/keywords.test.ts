import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  ProblemBody,
  RelatedKeywords,
  SuggestedKeywords,
  TrendingKeywords,
} from '../../src/contract/index.ts';
import { makePicture } from '../harness/pictures.ts';
import { upload } from '../harness/publishing.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

const hour = 3600_000;
const plainScopes = [
  'user_accounts:read',
  'boards:read',
  'boards:write',
  'pins:read',
  'pins:write',
];

let product: Product;
let dir: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-keywords-'));
  [product, runCli] = await Promise.all([
    startProduct({ sandbox: { access: 'standard' }, movableClock: true }),
    bundleCli(join(dir, 'program')),
  ]);
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});
// Each test begins with an account that may do everything, and nothing remembered.
beforeEach(async () => {
  await product.pass(25 * hour);
  await grant([...plainScopes, 'ads:read']);
  product.sandbox.control.clearFaults();
});

const ask = async <T>(path: string, query: Record<string, string> = {}) => {
  const answer = await product.request(
    'GET',
    `/api/v1/accounts/${product.accountId}/keywords/${path}?${new URLSearchParams(query)}`,
  );
  return { status: answer.status, ...((await answer.json()) as T) };
};
const asked = (operation: string): number => product.sandbox.control.counts()[operation] ?? 0;
const cli = (...args: string[]) =>
  runCli(args, {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });

/** Connects the account again with a token of these scopes. */
async function grant(scopes: string[], known = true): Promise<void> {
  const { accessToken } = product.sandbox.tokenFor(undefined, scopes);
  await product.client.connections.fromToken('pinterest', { accessToken });
  if (known)
    await product.app.store.db
      .updateTable('identity')
      .set({ scopes })
      .where('id', '=', product.identityId)
      .execute();
}

test('searches that begin with a term are asked for once a day', async () => {
  const before = asked('terms_suggested/list');
  const first = await ask<SuggestedKeywords>('suggested', { term: '  Small  Garden' });
  expect(first).toMatchObject({
    status: 200,
    term: 'small garden',
    source: { host: 'sandbox', list: 'suggested_searches' },
  });
  expect(first.keywords.toSorted()).toEqual(['small garden design', 'small garden ideas']);
  await product.pass(hour);
  const again = await ask<SuggestedKeywords>('suggested', { term: 'small garden', limit: '1' });
  expect(again).toEqual({ ...first, keywords: first.keywords.slice(0, 1) });
  expect(asked('terms_suggested/list')).toBe(before + 1);
  await product.pass(24 * hour);
  const later = await ask<SuggestedKeywords>('suggested', { term: 'small garden' });
  expect(Date.parse(later.asOf) - Date.parse(first.asOf)).toBeGreaterThanOrEqual(24 * hour);
  expect(asked('terms_suggested/list')).toBe(before + 2);
});

test('related searches of several terms take one request for those that are not known', async () => {
  const before = asked('terms_related/list');
  const first = await ask<RelatedKeywords>('related', { terms: 'herb garden' });
  await product.pass(hour);
  const both = await ask<RelatedKeywords>('related', { terms: 'zxqv,Herb garden,balcony plants' });
  expect(both.terms.map(({ term }) => term)).toEqual(['zxqv', 'herb garden', 'balcony plants']);
  expect(both.terms[0]?.keywords).toEqual([]);
  expect(both.terms[1]).toEqual(first.terms[0]);
  expect(both.terms[1]?.keywords).toContain('small garden ideas');
  expect(Date.parse(both.terms[2]?.asOf ?? '')).toBeGreaterThanOrEqual(
    Date.parse(first.terms[0]?.asOf ?? '') + hour,
  );
  expect(asked('terms_related/list')).toBe(before + 2);
});

test('trends by region, kind and words are asked for every six hours', async () => {
  const before = asked('trending_keywords/list');
  const query = {
    region: 'GB+IE',
    type: 'yearly',
    interests: 'gardening',
    includeKeywords: 'garden',
  };
  const first = await ask<TrendingKeywords>('trending', { ...query, limit: '2' });
  expect(first).toMatchObject({ status: 200, region: 'GB+IE', type: 'yearly' });
  expect(first.trends).toHaveLength(2);
  for (const { keyword, growth, series } of first.trends) {
    expect(keyword).toContain('garden');
    expect(Number.isInteger(growth.year)).toBe(true);
    expect(series).toHaveLength(52);
    expect(Math.max(...series.map(({ interest }) => interest))).toBe(100);
    const weeks = series.map(({ weekEnding }) => weekEnding);
    expect(weeks).toEqual(weeks.toSorted());
  }
  await product.pass(5 * hour);
  const more = await ask<TrendingKeywords>('trending', { ...query, limit: '50' });
  expect(more.asOf).toBe(first.asOf);
  expect(more.trends.slice(0, 2)).toEqual(first.trends);
  expect(more.trends.length).toBeGreaterThan(2);
  expect(asked('trending_keywords/list')).toBe(before + 1);
  // As browsers and curl send it.
  const bare = await product.request(
    'GET',
    `/api/v1/accounts/${product.accountId}/keywords/trending?region=GB+IE&type=yearly&ages=18-24,65+`,
  );
  expect(bare.status).toBe(200);
  await product.pass(2 * hour);
  await ask('trending', query);
  expect(asked('trending_keywords/list')).toBe(before + 3);
});

test('what does not exist is refused in one answer, before Pinterest is asked', async () => {
  const before = asked('trending_keywords/list');
  const answer = await ask<{ details: { problems: ProblemBody[] } }>('trending', {
    region: 'XX',
    type: 'up',
    interests: 'gardening,cats',
    limit: '51',
  });
  expect(answer.status).toBe(400);
  const fields = answer.details.problems.map(({ field }) => field?.replace(/\[.*/, ''));
  expect(fields.toSorted()).toEqual(['interests', 'limit', 'region', 'type']);
  expect(answer.details.problems.map(({ message }) => message).join()).toContain(
    'it takes one of animals, architecture,',
  );
  expect((await ask('related', { terms: Array(11).fill('a').join() })).status).toBe(400);
  expect((await ask('suggested', { term: ' ' })).status).toBe(400);
  expect(asked('trending_keywords/list')).toBe(before);
});

test('without the permission: said before asking where it is known, and trends work all the same', async () => {
  await ask('suggested', { term: 'reading' });
  const before = asked('terms_suggested/list');
  await grant(plainScopes);
  const refused = await ask<{ code: string; fix: string; hint: object }>('suggested', {
    term: 'reading',
  });
  expect(refused).toMatchObject({ status: 409, code: 'KEYWORDS_NOT_GRANTED' });
  expect(await ask('related', { terms: 'reading nook' })).toMatchObject({
    status: 409,
    code: 'KEYWORDS_NOT_GRANTED',
  });
  expect(asked('terms_suggested/list')).toBe(before);
  expect((await ask('trending', { region: 'US' })).status).toBe(200);
  const { permissions } = await product.client.accounts.health(product.accountId);
  expect(permissions.optional).toContainEqual({
    scope: 'ads:read',
    granted: false,
    required: false,
  });
  expect(permissions.canPost).toBe(true);
});

test('without the permission: of a pasted token it is learned from the first refusal', async () => {
  await grant(plainScopes, false);
  const before = asked('terms_related/list');
  for (let times = 0; times < 2; times++)
    expect(await ask('related', { terms: 'reading nook' })).toMatchObject({
      status: 409,
      code: 'KEYWORDS_NOT_GRANTED',
    });
  expect(asked('terms_related/list')).toBe(before + 1);
});

test('connecting asks for it when it is wanted, or was there before', async () => {
  const scopesOf = async (query: Record<string, string>) => {
    const { authUrl } = await product.client.connections.start('pinterest', query);
    return new URL(authUrl).searchParams.get('scope');
  };
  expect(await scopesOf({})).not.toContain('ads:read');
  expect(await scopesOf({ keywords: 'true' })).toContain('ads:read');
  expect(await scopesOf({ accountId: product.accountId })).toContain('ads:read');
  await grant(plainScopes);
  expect(await scopesOf({ accountId: product.accountId })).not.toContain('ads:read');
});

test('a full counter is said with the time to wait, and remembered answers are still given', async () => {
  const known = await ask<SuggestedKeywords>('suggested', { term: 'kitchen' });
  product.sandbox.control.addFault({
    match: { operation: 'terms_suggested/list' },
    then: { status: 429 },
  });
  const busy = await ask<{ code: string }>('suggested', { term: 'bathroom' });
  expect(busy).toMatchObject({ status: 429, code: 'PINTEREST_BUSY' });
  expect(await ask('suggested', { term: 'kitchen' })).toEqual(known);
  const direct = await product.request(
    'GET',
    `/api/v1/accounts/${product.accountId}/keywords/suggested?term=bathroom`,
  );
  expect(Number(direct.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('trends leave two fifths of their counter, and nothing of the one of publishing', async () => {
  const limits = async () => (await product.client.accounts.limits(product.accountId)).limits;
  const usedBy = async (category: string) =>
    (await limits()).find((limit) => limit.category === category)?.used;
  const answers: number[] = [];
  for (let index = 0; index < 40; index++)
    answers.push(
      (await ask('trending', { region: 'US', includeKeywords: `garden${index}` })).status,
    );
  expect(answers.filter((status) => status === 200)).toHaveLength(36);
  expect(answers.slice(36)).toEqual([429, 429, 429, 429]);
  expect(await usedBy('trends_read')).toBe(36);
  expect(await usedBy('org_write')).toBe(0);
});

describe('in the check of a post', () => {
  let mediaIds: string[];
  beforeAll(async () => {
    mediaIds = [await upload(product, await makePicture())];
  });
  const post = (title: string) => ({
    mediaIds,
    content: 'A balcony garden for herbs, from the first pot to the harvest, in one afternoon.',
    platforms: [
      {
        platform: 'pinterest',
        accountId: product.accountId,
        platformSpecificData: { title, boardId: product.boards['Kitchens'] },
      },
    ],
  });
  const check = async (title: string, more: object = {}) => {
    const { valid, problems } = await product.client.tools.validatePost({
      ...post(title),
      ...more,
    });
    const found = problems.filter(({ code }) =>
      ['ADVICE_KEYWORDS', 'KEYWORDS_NOT_GRANTED', 'PINTEREST_BUSY'].includes(code),
    );
    return { valid, found };
  };
  const title = 'Herb garden: how to begin';

  test('those of title and board that the text lacks are named with their source, when asked for', async () => {
    const before = asked('terms_related/list');
    expect((await check(title)).found).toEqual([]);
    expect(asked('terms_related/list')).toBe(before);
    const { valid, found } = await check(title, { suggestions: true });
    expect([valid, asked('terms_related/list')]).toEqual([true, before + 1]);
    expect(found).toMatchObject([
      {
        code: 'ADVICE_KEYWORDS',
        severity: 'hint',
        field: 'platforms[0].platformSpecificData.title',
        details: { source: 'related_searches', asOf: expect.any(String) },
      },
    ]);
    expect(found[0]?.message).toMatch(
      /^People also search for .*small garden ideas.* \(from the sandbox's made-up related searches for .*"herb garden".*, as of \d{4}-\d\d-\d\d\)\.$/,
    );
    expect(found[0]?.message).not.toMatch(/for .*balcony garden.* \(from/);
    // What is remembered by now is said unasked, and asks for nothing.
    expect((await check(title)).found).toEqual(found);
    const dryRun = await product.request('POST', '/api/v1/posts', { ...post(title), dryRun: true });
    expect(JSON.stringify(await dryRun.json())).toContain('ADVICE_KEYWORDS');
    expect(asked('terms_related/list')).toBe(before + 1);
    await product.pass(25 * hour);
    expect((await check(title)).found).toEqual([]);
  });

  test('what keeps them from being asked for is a hint as well, and accepting asks for nothing', async () => {
    const { addFault } = product.sandbox.control;
    addFault({ match: { operation: 'terms_related/list' }, then: { status: 429 } });
    expect(await check(title, { suggestions: true })).toMatchObject({
      valid: true,
      found: [{ code: 'PINTEREST_BUSY', severity: 'hint' }],
    });
    product.sandbox.control.clearFaults();
    await check(title, { suggestions: true });
    await grant(plainScopes);
    expect(await check(title, { suggestions: true })).toMatchObject({
      valid: true,
      found: [{ code: 'KEYWORDS_NOT_GRANTED', severity: 'hint' }],
    });
    expect((await check(title)).found).toEqual([]);
    const before = asked('terms_related/list');
    const accepted = await product.request('POST', '/api/v1/posts', {
      ...post('Sourdough bread'),
      isDraft: true,
      suggestions: true,
    });
    expect([accepted.status, asked('terms_related/list')]).toEqual([201, before]);
  });

  test('in the terminal', async () => {
    const kitchen = join(import.meta.dirname, '../../examples/kitchen.jpg');
    const { stdout } = await cli(
      'check',
      kitchen,
      '--board',
      'Kitchens',
      '--title',
      title,
      '--suggestions',
    );
    expect(stdout).toContain('People also search for');
  });
});

test('in the terminal', async () => {
  const suggested = await cli('keywords', 'suggest', 'reading');
  expect([suggested.code, suggested.stderr]).toEqual([0, '']);
  expect(suggested.stdout).toContain('reading nook ideas');
  expect(suggested.stdout).toMatch(/From the sandbox's suggested searches, as of .+ made up\./);
  const related = await cli('keywords', 'related', 'herb garden', 'zxqv');
  expect(related.stdout).toMatch(/^herb garden {2}\S/m);
  expect(related.stdout).toMatch(/^zxqv +\(Pinterest relates nothing to it\)$/m);
  const trending = await cli('keywords', 'trending', '--type', 'yearly', '--limit', '3');
  expect(trending.stdout).toMatch(/^\S.*[+-]\d+ % +[▁▂▃▄▅▆▇█]{26}$/m);
  const json = await cli('keywords', 'trending', '--region', 'DE+AT+CH', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ region: 'DE+AT+CH', type: 'growing' });
  await grant(plainScopes);
  const refused = await cli('keywords', 'suggest', 'reading');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('linchpin connect --account <name> --keywords');
});
