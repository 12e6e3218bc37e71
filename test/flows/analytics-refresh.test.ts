import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnalyticsStatus } from '../../src/contract/index.ts';
import { until } from '../crash/crash-harness.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let runCli: RunCli;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));
  const pins = { count: 8, days: 100, videoEvery: 4 };
  [product, runCli] = await Promise.all([
    startProduct({
      movableClock: true,
      importsPins: true,
      collectsNumbers: true,
      sandbox: {
        numbers: { seed: 'refresh', reach: 60 },
        seed: { users: [{ username: 'linchpin_demo', boards: [{ name: 'Kitchens' }], pins }] },
      },
    }),
    bundleCli(join(dir, 'program')),
  ]);
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});

const status = (): Promise<AnalyticsStatus> =>
  product.client.analytics.status({ accountId: product.accountId });
const refresh = async (pinId?: string, headers?: Record<string, string>) => {
  const body = { accountId: product.accountId, ...(pinId !== undefined && { pinId }) };
  const answer = await product.request('POST', '/api/v1/analytics/refresh', body, headers);
  const { code, outcome, message, error } = (await answer.json()) as Record<string, string>;
  const retryAfter = Number(answer.headers.get('retry-after') ?? NaN);
  return { status: answer.status, code, outcome, text: message ?? error, retryAfter };
};
const seeded = () =>
  product.sandbox.control
    .state()
    .pins.filter(({ title }) => /^\D+ \d+$/.test(title ?? ''))
    .map(({ id }) => id);

test('the status tells how far the collecting is, from the first moment to all Pins read', async () => {
  const before = (await status()).progress;
  expect(before).toMatchObject({ state: 'planned', done: 0, accountDays: { done: 0 } });
  await product.pass(60_000);
  await until('all is read', async () => {
    // A list of Pins that was read meanwhile has its days read some minutes later.
    const { progress } = await status();
    if (progress?.state === 'idle' && progress.done >= 8) return true;
    await product.pass(60_000);
    return false;
  });
  const { progress } = await status();
  expect(progress).toMatchObject({
    state: 'idle',
    refused: 0,
    accountDays: { done: 88, total: 88 },
    account: { problem: null },
    pins: { problem: null },
  });
  // The Pin of the demo was made today, so that there is no day of it yet.
  expect([8, 9]).toContain(progress?.total);
  expect(progress?.done).toBe(progress?.total);
  expect(progress?.days.done).toBe(progress?.days.total);
  expect(progress?.days.total).toBeGreaterThan(100);
});

test('a Pin that was never read is waited for, also where Pinterest refused another one that was read', async () => {
  const { db } = product.app.store;
  const [never = '', later = ''] = seeded();
  const set = (values: { readAt?: Date | null; notBefore?: Date | null }, pin: string) =>
    db.updateTable('pinCollection').set(values).where('pinterestPinId', '=', pin).execute();
  const { progress: before } = await status();
  await set({ readAt: null }, never);
  await set({ notBefore: new Date(Date.now() + 365 * 24 * 3600_000) }, later);
  const total = before?.total ?? 0;
  const { progress } = await status();
  expect(progress).toMatchObject({ state: 'waiting', done: total - 1, refused: 1 });
  await set({ readAt: new Date() }, never);
  await set({ notBefore: null }, later);
  expect((await status()).progress).toMatchObject({ state: 'idle', done: total, refused: 0 });
});

test('a person has an account and a Pin read now, once in 15 minutes each', async () => {
  const [pin = ''] = seeded();
  expect(await refresh()).toMatchObject({ status: 200, outcome: 'read' });
  const again = await refresh();
  expect(again).toMatchObject({ status: 429, code: 'NUMBERS_READ_RECENTLY' });
  expect(again.retryAfter).toBeGreaterThan(800);
  const key = { 'idempotency-key': 'refresh-1' };
  const first = await refresh(pin, key);
  expect(first).toMatchObject({ status: 200, outcome: 'read' });
  expect(first.text).toMatch(/^The figures of the Pin are read through \d{4}-\d\d-\d\d\.$/);
  expect(await refresh(pin, key)).toMatchObject({ status: 200, outcome: 'read' });
  expect(await refresh(pin)).toMatchObject({ status: 429, code: 'NUMBERS_READ_RECENTLY' });
  const { posts } = await product.client.posts.list();
  const fresh = posts[0]?.platforms[0]?.platformPostId ?? '';
  expect(await refresh(fresh)).toMatchObject({ status: 200, outcome: 'notYet' });
});

test('why nothing was read is said in words', async () => {
  const [, gone = '', passing = '', refused = ''] = seeded();
  const { control } = product.sandbox;
  control.removePin(gone);
  expect(await refresh(gone)).toMatchObject({ status: 404, code: 'LIVE_PIN_GONE' });
  const answers = (body: object, status: number) =>
    control.addFault({ match: { operation: 'pins/analytics', nth: 1 }, then: { status, body } });
  answers({ code: 1, message: 'Something went wrong on our end.' }, 400);
  const later = await refresh(passing);
  expect(later).toMatchObject({ status: 503, code: 'NUMBERS_NOT_TOLD' });
  expect(later.retryAfter).toBeGreaterThan(800);
  control.clearFaults();
  answers({ code: 29, message: 'You are not permitted to access that resource.' }, 403);
  expect(await refresh(refused)).toMatchObject({ status: 403, code: 'NUMBERS_PIN_REFUSED' });
  control.clearFaults();
  expect(await refresh('1')).toMatchObject({ status: 404, code: 'LIVE_PIN_NOT_FOUND' });
  control.editAccount('linchpin_demo', { accountType: 'PINNER' });
  await product.pass(16 * 60_000);
  expect(await refresh()).toMatchObject({ status: 403, code: 'NUMBERS_NEED_BUSINESS' });
  control.editAccount('linchpin_demo', { accountType: 'BUSINESS' });
});

test('in the terminal: refresh, and what was collected', async () => {
  await product.pass(16 * 60_000);
  const run = (...args: string[]) =>
    runCli(['analytics', ...args], {
      LINCHPIN_DATA_DIR: join(dir, 'data'),
      LINCHPIN_PUBLIC_URL: product.url,
      LINCHPIN_API_KEY: product.apiKey,
    });
  const read = await run('refresh');
  expect([read.code, read.stderr, read.stdout]).toEqual([
    0,
    '',
    expect.stringMatching(/^The figures of the account are read through [-\d]+; those of its Pins/),
  ]);
  const soon = await run('refresh');
  expect(soon.code).not.toBe(0);
  expect(soon.stderr).toContain('less than 15 minutes ago');
  const shown = await run('status', '--utc');
  expect(shown.stdout).toMatch(/Collecting +.*\d\d of \d\d days of the account, \d of \d Pins/);
  expect(shown.stdout).toMatch(/Access +yes/);
}, 60_000);
