import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type App, type PinterestHost } from '../../src/app/index.ts';
import { loadConfig, newApiKey } from '../../src/config/index.ts';
import { createClient, type LinchpinClient } from '../../src/sdk/index.ts';
import { until } from '../crash/crash-harness.ts';
import { openClock, type TestClock } from '../harness/clock.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { pictureOf } from '../harness/picture.ts';
import { ensureDashboardIsBuilt } from './build.ts';
import { launchBrowser } from './launch.ts';
import { openPage } from './page.ts';

/** A sandbox of another process plays Pinterest, with an app, a consent page and a clock of its own. */
const app = { clientId: 'my-app', clientSecret: 'my-app-secret' };
const day = 24 * 3600_000;
const minute = 60_000;

let sandbox: ChildProcess;
let origin = '';
let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let clock: TestClock;
let browser: Browser;
let processes: App[] = [];
let client: LinchpinClient;
const dataDir = mkdtempSync(join(tmpdir(), 'linchpin-live-'));
const apiKey = newApiKey();

beforeAll(async () => {
  await ensureDashboardIsBuilt();
  sandbox = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/main.ts',
      'sandbox',
      '--port=0',
      '--memory',
      '--access=off',
      `--app-id=${app.clientId}`,
      `--app-secret=${app.clientSecret}`,
      '--account=my_shop',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LINCHPIN_DATA_DIR: dataDir } },
  );
  origin = await new Promise<string>((resolve, reject) => {
    let text = '';
    sandbox.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /Pages\s+(http\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    sandbox.once('exit', () => reject(new Error(`The sandbox ended: ${text}`)));
  });
  database = await temporaryDatabase();
  clock = await openClock(database.connection);
  clock.take({ advanceClock: (advanceMs) => control('clock', { advanceMs }) });
  const pinterest: PinterestHost = {
    ...app,
    apiUrl: `${origin}/v5`,
    oauthUrl: `${origin}/oauth/`,
    sandboxUrl: origin,
  };
  const start = (serve: boolean) =>
    startApp({
      config: loadConfig({
        LINCHPIN_PORT: '0',
        LINCHPIN_DATA_DIR: dataDir,
        PINTEREST_APP_ID: app.clientId,
        PINTEREST_APP_SECRET: app.clientSecret,
      }),
      secrets: { apiKey, secretKey: 's'.repeat(64) },
      database: database.connection,
      pinterest,
      logger: pino({ level: 'silent' }),
      roles: { serve, work: true },
      clock: clock.now,
    });
  processes = [await start(true), await start(false)];
  client = createClient({ baseUrl: processes[0]?.url ?? '', apiKey, retries: 0 });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  for (const running of processes) await running.close();
  await clock?.close();
  await database?.drop();
  sandbox?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

const control = async <T>(path: string, body?: object): Promise<T> => {
  const answer = await fetch(`${origin}/_sandbox/${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return (await answer.json()) as T;
};
const titles = async () =>
  (await control<{ pins: { title: string }[] }>('state')).pins.map(({ title }) => title).sort();
const answered = async (operation: string, status: number) =>
  (await control<{ requests: unknown[] }>(`requests?operation=${operation}&status=${status}`))
    .requests.length;

async function plan(accountId: string, boardId: string, title: string, inMs: number) {
  const file = new Blob([new Uint8Array(await pictureOf(600, 900))]);
  const { media } = await client.media.upload(file, `${title}.jpg`);
  await client.posts.create({
    content: title,
    mediaIds: [media.id],
    platforms: [{ platform: 'pinterest', accountId, platformSpecificData: { boardId, title } }],
    ...(inMs === 0
      ? { publishNow: true }
      : { scheduledFor: new Date(clock.now() + inMs).toISOString() }),
  });
}

test('from an empty installation to Pins that go out once each, whatever becomes of the tokens', async () => {
  // 1. A person connects in a browser, makes a board and publishes.
  const page = await openPage(browser, `${processes[0]?.url}/#key=${apiKey}`);
  await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  await page.getByText('No Pinterest account is connected').waitFor();
  await page.getByRole('button', { name: 'Connect account' }).click();
  await page.getByText('/connect/pinterest/callback').waitFor();
  await page.getByRole('button', { name: /^Go to/ }).click();
  await page.getByRole('radio', { name: /my_shop/ }).check();
  await page.getByRole('button', { name: 'Give access' }).click();
  await page.getByText('my_shop is connected').waitFor();
  const [account] = (await client.accounts.list()).accounts;
  const accountId = account?._id ?? '';
  const { board } = await client.boards.create(accountId, { name: 'First board' });
  await plan(accountId, board.id, 'At once', 0);
  expect(await titles()).toEqual(['At once']);

  // 2. Its tokens end in thirty days, and each refresh kills the one before: two processes renew them once.
  await control('settings', { strictRotation: true });
  for (const number of [1, 2, 3, 4])
    await plan(accountId, board.id, `Planned ${number}`, 31 * day + number * minute);
  const before = await answered('oauth/token', 200);
  await clock.advance(31 * day + 5 * minute);
  await until('the planned Pins are out', async () => (await titles()).length === 5, 30_000);
  expect((await answered('oauth/token', 200)) - before).toBe(1);

  // 3. The person takes the access back: what is planned waits.
  await control('revoke', { account: 'my_shop' });
  await plan(accountId, board.id, 'Held', minute);
  await clock.advance(2 * minute);
  await until('the Pin is held', async () => {
    const { posts } = await client.posts.list({ search: 'Held' });
    return posts[0]?.platforms[0]?.heldReason !== null;
  });
  // A month later the session is over, too.
  await page.goto(`${processes[0]?.url}/#key=${apiKey}`);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  await page.getByText('must be connected again').first().waitFor();

  // 4. It is connected again in the browser, and the Pin goes out.
  await page.getByRole('button', { name: 'Actions for my_shop' }).click();
  await page.getByRole('menuitem', { name: 'Connect again' }).click();
  await page.getByRole('button', { name: /^Go to/ }).click();
  await page.getByRole('radio', { name: /my_shop/ }).check();
  await page.getByRole('button', { name: 'Give access' }).click();
  await page.getByText('my_shop is connected').waitFor();
  await until('the held Pin is out', async () => (await titles()).includes('Held'), 30_000);

  // 5. A refresh that will be refused is under way while the account is connected once more.
  await control('revoke', { account: 'my_shop' });
  await control('faults', {
    match: { operation: 'oauth/token', nth: 1 },
    // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
    then: {
      delayMs: 3_000,
      status: 401,
      body: { code: 283, message: 'The authorization grant is invalid' },
    },
  });
  await plan(accountId, board.id, 'In the middle', minute);
  await clock.advance(2 * minute);
  const { db } = processes[0]?.store ?? {};
  await until('the refresh is under way', async () => {
    const identity = await db?.selectFrom('identity').select('renewingBy').executeTakeFirst();
    return identity?.renewingBy != null;
  });
  const { authUrl } = await client.connections.start('pinterest', { accountId });
  const form = new URLSearchParams(new URL(authUrl).searchParams);
  form.set('username', 'my_shop');
  form.set('decision', 'approve');
  const consent = await fetch(`${origin}/oauth/`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const back = new URL(consent.headers.get('location') ?? '').searchParams;
  await client.connections.complete('pinterest', {
    state: back.get('state') ?? '',
    code: back.get('code') ?? '',
  });
  await until('its Pin is out', async () => (await titles()).includes('In the middle'), 30_000);

  expect(await titles()).toEqual(
    ['At once', 'Held', 'In the middle', 'Planned 1', 'Planned 2', 'Planned 3', 'Planned 4'].sort(),
  );
  expect(await client.accounts.health(accountId)).toMatchObject({ status: 'healthy' });
  await until(
    'every post is published',
    async () => (await client.posts.list({ status: 'published' })).pagination.total === 7,
  );
}, 180_000);
