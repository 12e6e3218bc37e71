import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LivePinAnswer, LivePinList, PinImport } from '../../src/contract/index.ts';
import { until } from '../crash/crash-harness.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let receiver: Receiver;
let dir: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));
  receiver = await startReceiver();
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
});
afterAll(async () => {
  await product.close();
  await receiver.close();
  rmSync(dir, { recursive: true, force: true });
});

const pins = (...args: string[]) =>
  runCli(['pins', ...args], {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });
const ask = async <T>(method: string, path: string, body?: unknown) => {
  const answer = await product.request(method, `/api/v1/${path}`, body);
  return { status: answer.status, ...((await answer.json()) as T) };
};
const onPinterest = async (method: string, path: string, body?: object) => {
  const { accessToken } = product.sandbox.tokenFor();
  const answer = await fetch(product.sandbox.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.status === 204 ? null : ((await answer.json()) as { id: string });
};
const problems = async (path: string) => {
  const { status, code } = await ask<{ code: string }>('GET', path);
  return [status, code];
};

test('the Pins of an account are read, listed and shown, in the API and in the terminal', async () => {
  const { accountId } = product;
  const [first] = product.sandbox.control.state().pins;
  const before = await pins('list', '--elsewhere');
  expect(before.stdout).toContain('No such Pin is known.');
  const path = `accounts/${accountId}/import`;
  expect(await ask<PinImport>('GET', path)).toMatchObject({ status: 200, state: 'never' });

  // Made on Pinterest itself.
  const made = await onPinterest('POST', `/pins/${first?.id}/save`, {
    board_id: product.boards['Kitchens'],
  });
  const imported = await pins('import');
  expect([imported.code, imported.stderr]).toEqual([0, '']);
  const count = product.sandbox.control.state().pins.length;
  expect(imported.stdout).toMatch(
    new RegExp(`^\\w+: \\d+ of \\d+ boards, ${count} of about ${count} Pins\\.\\nRead again at `),
  );
  expect(JSON.parse((await pins('import', '--status', '--json')).stdout)).toMatchObject({
    state: 'idle',
    pins: { seen: count, removed: 0 },
  });

  const all = await ask<LivePinList>('GET', 'pins?count=true');
  expect([all.pins.length, all.total, all.nextCursor]).toEqual([count, count, null]);
  const page = await ask<LivePinList>('GET', 'pins?limit=1');
  const next = await ask<LivePinList>('GET', `pins?limit=250&cursor=${page.nextCursor}`);
  expect([...page.pins, ...next.pins]).toEqual(all.pins);
  const elsewhere = await ask<LivePinList>('GET', 'pins?ours=false&pinFilter=exclude_native');
  expect(elsewhere.pins).toMatchObject([
    {
      pinterestPinId: made?.id,
      accountId,
      boardName: 'Kitchens',
      publication: null,
      parentPinterestPinId: first?.id,
      removedAt: null,
    },
  ]);
  const [ours] = (await ask<LivePinList>('GET', 'pins?ours=true')).pins;
  const own = await ask<LivePinAnswer>('GET', `pins/${ours?.publication?.pinId}`);
  expect(own.pin).toEqual(ours);

  const table = (await pins('list', '--elsewhere', '--board', 'kitchens', '--utc')).stdout;
  expect(table).toMatch(/^Pin +Title +Board +Type +Impressions +Saves +Made \(UTC\)/);
  expect(table).toContain(made?.id);
  expect((await pins('show', made?.id ?? '', '--utc')).stdout).toMatch(
    /Board +Kitchens\n(.*\n)+.*Lifetime +0 +unknown/,
  );

  await onPinterest('PATCH', `/pins/${made?.id}`, { title: 'Another title' });
  expect((await ask<LivePinAnswer>('GET', `pins/${made?.id}`)).pin.title).not.toBe('Another title');
  expect((await pins('show', made?.id ?? '', '--fresh')).stdout).toContain('Another title');
  // One that was made since is read when its account is named.
  const since = await onPinterest('POST', `/pins/${first?.id}/save`, {
    board_id: product.boards['Kitchens'],
  });
  expect(await problems(`pins/${since?.id}`)).toEqual([404, 'LIVE_PIN_NOT_FOUND']);
  const found = await ask<LivePinAnswer>(
    'GET',
    `pins/${since?.id}?fresh=true&accountId=${accountId}`,
  );
  expect(found.pin.pinterestPinId).toBe(since?.id);
  expect(await problems(`pins/1?fresh=true&accountId=${accountId}`)).toEqual([
    404,
    'LIVE_PIN_NOT_FOUND',
  ]);
  expect(await problems('pins?cursor=nonsense')).toEqual([400, 'INVALID_FIELD_VALUE']);
  expect(await problems('pins?createdFrom=soon&limit=0')).toEqual([400, 'INVALID_FIELD_VALUE']);
}, 60_000);

test('a Pin of ours that is deleted on Pinterest is told to webhooks, and shown in its post', async () => {
  await product.client.webhooks.create({
    name: 'Zernio',
    url: receiver.url,
    events: ['post.platform.deleted'],
  });
  const [ours] = (await ask<LivePinList>('GET', 'pins?ours=true')).pins;
  await onPinterest('DELETE', `/pins/${ours?.pinterestPinId}`);
  const key = { 'idempotency-key': 'import-once' };
  const path = `/api/v1/accounts/${product.accountId}/import`;
  const started = await product.request('POST', path, {}, key);
  expect(started.status).toBe(202);
  expect((await product.request('POST', path, {}, key)).status).toBe(202);
  await until('it was told', () => receiver.got.length > 0);
  expect(JSON.parse(String(receiver.got[0]?.body))).toMatchObject({
    event: 'post.platform.deleted',
    platform: { status: 'deleted', platformPostId: ours?.pinterestPinId },
  });
  const { post } = await product.client.posts.get(ours?.publication?.postId ?? '');
  expect(post).toMatchObject({
    status: 'published',
    platforms: [{ status: 'published', removedFromPlatformAt: expect.stringMatching(/Z$/) }],
  });
  expect((await pins('list', '--removed')).stdout).toContain('removed');
}, 60_000);
