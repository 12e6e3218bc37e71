import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopesOfRole } from '../../src/domain/roles.ts';
import type { ApiKeyList } from '../../src/contract/index.ts';
import type { RunningCli } from '../harness/npm-cli.ts';
import { join, send, setUpOwner, type Visitor } from '../harness/people.ts';
import { postizCli, startPostizCli } from '../harness/postiz.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { startZernioCli, zernioCli } from '../harness/zernio-cli.ts';

const minute = 60_000;
let dir: string;
let product: Product;
let owner: Visitor;
let editor: Visitor;
beforeAll(async () => {
  dir = mkdtempSync(joinPath(tmpdir(), 'linchpin-device-'));
  product = await startProduct({ movableClock: true, app: { devicePollSeconds: 1 } });
  owner = await setUpOwner(product);
  editor = await join(product, 'editor');
});
afterAll(async () => {
  await product?.close();
  rmSync(dir, { recursive: true, force: true });
});

const answerTo = (code: string, body: object, visitor = owner) =>
  visitor.call('POST', `/api/v1/device-logins/${encodeURIComponent(code)}`, body);
const keysNamed = async (name: string) =>
  ((await owner.call('GET', '/api/v1/api-keys')).body as ApiKeyList).apiKeys.filter(
    (key) => key.name === name,
  );
const codeIn = async (cli: RunningCli): Promise<string> => {
  await expect.poll(cli.said, { timeout: 20_000 }).toMatch(/[A-Z]{4}-[A-Z]{4}/);
  return /[A-Z]{4}-[A-Z]{4}/.exec(cli.said())?.[0] ?? '';
};
const home = (name: string) => mkdtempSync(joinPath(dir, `${name}-`));

describe('Postiz’ command line, unmodified', () => {
  const start = (at: string) =>
    startPostizCli({ url: product.url, apiKey: null }, at, ['auth:login']);

  test('logs in with a key of its own, until that is revoked', async () => {
    const at = home('postiz');
    const cli = start(at);
    const code = await codeIn(cli);
    expect(cli.said()).toContain(`${product.url}/device`);
    const asked = await owner.call('GET', `/api/v1/device-logins/${code.toLowerCase()}`);
    expect(asked.body).toMatchObject({
      userCode: code,
      client: 'Postiz CLI',
      address: '127.0.0.1',
    });
    const answered = await answerTo(code, { approve: true });
    expect([answered.status, answered.body.apiKey.name]).toEqual([200, 'Postiz CLI']);
    expect(await cli.ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/Success/) });

    const saved = JSON.parse(readFileSync(joinPath(at, '.postiz/credentials.json'), 'utf8')) as {
      accessToken: string;
    };
    expect(saved).toEqual({
      accessToken: expect.stringMatching(/^lp_[0-9a-z]{32}$/),
      apiUrl: product.url,
      organizationId: product.app.workspaceId,
    });
    const postiz = postizCli({ url: 'http://127.0.0.1:1', apiKey: 'none' }, at);
    expect((await postiz('integrations:list')).json).toMatchObject([{ id: product.accountId }]);

    const [key] = await keysNamed('Postiz CLI');
    expect(key).toMatchObject({ createdBy: { name: 'Olga Owner' }, revokedAt: null });
    expect(key?.keyPreview).toBe(`${saved.accessToken.slice(0, 6)}…`);
    expect([...(key?.scopes ?? [])].sort()).toEqual([...scopesOfRole('editor')].sort());
    const revoked = await owner.call('DELETE', `/api/v1/api-keys/${key?.id ?? ''}`);
    expect(revoked.status).toBe(200);
    expect((await postiz('auth:status')).stdout).toMatch(/expired or invalid/);
  });

  test('says that it was denied', async () => {
    const cli = start(home('postiz'));
    const answered = await answerTo(await codeIn(cli), { approve: false });
    expect(answered.body).toEqual({ message: 'It was denied.', apiKey: null });
    expect(await cli.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('access_denied'),
    });
  });
});

describe('Zernio’s command line, unmodified', () => {
  const start = (at: string) =>
    startZernioCli({ url: product.url, apiKey: null }, at, [
      'auth:login',
      '--device-name',
      'Laptop of Olga',
    ]);

  test('logs in with a key that is named after its machine', async () => {
    const at = home('zernio');
    const cli = start(at);
    const code = await codeIn(cli);
    expect(cli.said()).toContain(`${product.url}/device?code=${code}`);
    await answerTo(code, { approve: true, access: 'read' });
    expect(await cli.ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"success"'),
    });
    const zernio = zernioCli({ url: product.url, apiKey: null }, at);
    expect((await zernio('auth:check')).json).toMatchObject({ success: true });
    const [key] = await keysNamed('Zernio CLI on Laptop of Olga');
    expect(key).toMatchObject({
      permission: 'read',
      profileIds: [{ _id: product.app.workspaceId }],
    });
    const refused = await zernio('profiles:create', '--name', 'Another');
    expect(refused).toMatchObject({ code: 1, json: { error: true, status: 403 } });
  });

  test('says that it was denied', async () => {
    const cli = start(home('zernio'));
    await answerTo(await codeIn(cli), { approve: false });
    expect(await cli.ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/was denied/) });
  });
});

describe('the requests behind it', () => {
  const begin = async () => (await send(`${product.url}/device/code`, 'POST')).body;
  const ask = (device_code: unknown) =>
    send(`${product.url}/device/token`, 'POST', { device_code });
  const zernioAsks = (deviceCode: string) =>
    send(`${product.url}/api/auth/cli/poll`, 'GET', undefined, {
      authorization: `Bearer ${deviceCode}`,
    });

  test('a code is good once, and asking too often is slowed down', async () => {
    const { device_code: code, user_code: shown, expires_in, interval } = await begin();
    expect([expires_in, interval]).toEqual([600, 1]);
    expect((await ask(code)).body).toMatchObject({ error: 'authorization_pending' });
    const fast = await ask(code);
    expect([fast.status, fast.body.error]).toEqual([400, 'slow_down']);
    const again = await zernioAsks(code);
    expect([again.status, again.headers.get('retry-after')]).toEqual([429, '1']);
    await product.pass(1000);
    expect((await zernioAsks(code)).body).toEqual({ status: 'pending' });
    await answerTo(shown, { approve: true });
    expect((await answerTo(shown, { approve: false })).status).toBe(404);
    const given = await ask(code);
    expect(given.headers.get('cache-control')).toBe('no-store');
    expect(given.body).toMatchObject({ access_token: expect.stringMatching(/^lp_/) });
    for (const late of [await ask(code), await ask('made up')])
      expect([late.status, late.body.error]).toEqual([400, 'expired_token']);
    expect((await zernioAsks(code)).status).toBe(410);
    expect((await ask(undefined)).body.error).toBe('invalid_request');
  });

  test('the code that the program holds is kept as a hash, and the key nowhere', async () => {
    const { device_code: code, user_code: shown } = await begin();
    await answerTo(shown, { approve: true });
    const rows = await product.app.store.db.selectFrom('deviceLogin').selectAll().execute();
    const keys = await product.app.store.db.selectFrom('apiKey').selectAll().execute();
    const { access_token: key } = (await ask(code)).body;
    for (const secret of [code, key]) expect(JSON.stringify([rows, keys])).not.toContain(secret);
  });

  test('a code is over after ten minutes, for both sides', async () => {
    const { device_code: code, user_code: shown } = await begin();
    await product.pass(10 * minute + 1000);
    expect((await answerTo(shown, { approve: true })).body.code).toBe('DEVICE_CODE_NOT_FOUND');
    expect((await ask(code)).body.error).toBe('expired_token');
    expect(await zernioAsks(code)).toMatchObject({
      status: 410,
      body: { code: 'DEVICE_LOGIN_OVER' },
    });
  });

  test('only who may make keys answers, and only in a page of ours', async () => {
    const { user_code: shown, device_code: code } = await begin();
    for (const answer of [
      await editor.call('GET', `/api/v1/device-logins/${shown}`),
      await answerTo(shown, { approve: true }, editor),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'INSUFFICIENT_PERMISSIONS']);
    const path = `${product.url}/api/v1/device-logins/${shown}`;
    const forged = { cookie: owner.cookie, 'sec-fetch-site': 'cross-site' };
    expect((await send(path, 'POST', { approve: true }, forged)).status).toBe(401);
    expect((await send(path, 'POST', { approve: true })).status).toBe(401);
    expect((await ask(code)).body.error).toBe('authorization_pending');
  });

  test('who guesses at codes, or begins too many logins, is stopped', async () => {
    const admin = await join(product, 'admin');
    const guess = () => admin.call('GET', '/api/v1/device-logins/BBBB-BBBB');
    for (let tries = 0; tries < 20; tries += 1) expect((await guess()).status).toBe(404);
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SIGN_INS' } });
    let stopped;
    for (let begun = 0; begun < 31 && stopped?.status !== 429; begun += 1)
      stopped = await send(`${product.url}/device/code`, 'POST');
    expect([stopped?.status, stopped?.body.error]).toEqual([429, 'slow_down']);
    await product.pass(10 * minute + 1000);
    expect((await begin()).user_code).toMatch(/-/);
    const named = await send(`${product.url}/api/auth/cli/initiate`, 'POST', {
      deviceName: 'two\nlines',
    });
    expect([named.status, named.body.param]).toEqual([400, 'deviceName']);
  });
});
