import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackup } from '../../src/backup/index.ts';
import { logOptions } from '../../src/cli/logger.ts';
import { currentSchema, listTables } from '../../src/store/schema/tables.ts';
import { startOidcProvider, type OidcProvider } from '../harness/oidc-provider.ts';
import { join, ownerPassword, send, setUpOwner, signInAs, tokenOf } from '../harness/people.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { postOnce, send as publish, target, upload } from '../harness/publishing.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { formsOf } from './secret-forms.ts';

/** Everything that must stay a secret, by what it is. */
const secrets = new Map<string, string>();
const keep = (what: string, secret: string | null | undefined): string => {
  expect(secret, what).toMatch(/^.{8,}$/);
  secrets.set(what, secret ?? '');
  return secret ?? '';
};

/** Where each may be shown: in the one answer that makes it. */
const shownIn: [RegExp, RegExp][] = [
  [/^(made API key)$/, /^POST \/api\/v1\/api-keys /],
  [/^webhook secret$/, /^(POST|PUT) \/api\/v1\/webhooks\/settings /],
  [/^(invitation|reset) /, /^POST \/api\/v1\/(invites|people\/\w+\/password-reset) /],
  [/^state of the consent$/, /^GET \/api\/v1\/connect\/pinterest $/],
  [/^upload address$/, /^POST \/api\/v1\/media\/presign /],
];

/** So that a lost answer is looked for at once. */
const shortWaits = {
  reconcileDelaysMs: [30],
  absentAfterReads: 3,
  absentAfterMs: 100,
  commitMarginMs: 100,
  reconcileForMs: 300,
};

let product: Product;
let receiver: Receiver;
let provider: OidcProvider;
const lines: string[] = [];
const answers: { call: string; text: string }[] = [];
const { fetch: realFetch } = globalThis;

beforeAll(async () => {
  receiver = await startReceiver();
  provider = await startOidcProvider();
  product = await startProduct({
    sandbox: { accounts: ['linchpin_demo', 'second_shop', 'third'] },
    app: {
      policy: shortWaits,
      logger: pino(logOptions('trace'), { write: (line: string) => void lines.push(line) }),
    },
    environment: {
      LINCHPIN_OIDC_ISSUER: provider.issuer,
      LINCHPIN_OIDC_CLIENT_ID: provider.clientId,
      LINCHPIN_OIDC_CLIENT_SECRET: keep('secret of the identity provider', provider.clientSecret),
    },
  });
  // Whoever asks in this test, what the product answers is kept.
  globalThis.fetch = async (input, init) => {
    const answer = await realFetch(input, init);
    const url = String(input instanceof Request ? input.url : input);
    if (url.startsWith(product.url)) {
      const call = `${init?.method ?? 'GET'} ${url.slice(product.url.length).split('?')[0]} `;
      answers.push({ call, text: await answer.clone().text() });
    }
    return answer;
  };
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await product?.close();
  await receiver?.close();
  await provider?.close();
});

/** The tokens that are stored now. */
async function keepTokens(when: string): Promise<void> {
  const { store, deps } = product.app;
  for (const { id, accessToken, refreshToken } of await store.db
    .selectFrom('identity')
    .select(['id', 'accessToken', 'refreshToken'])
    .execute()) {
    if (accessToken) keep(`access token of ${id} ${when}`, deps.box.open(accessToken, id));
    if (refreshToken) keep(`refresh token of ${id} ${when}`, deps.box.open(refreshToken, id));
  }
}

const ask = async (method: string, to: string, body?: unknown) => {
  const answer = await product.request(method, `/api/v1/${to}`, body);
  return (await answer.json()) as Record<string, never> & { [name: string]: unknown };
};

async function connect(): Promise<void> {
  const begun = (await ask('GET', 'connect/pinterest')) as unknown as {
    authUrl: string;
    state: string;
  };
  keep('state of the consent', begun.state);
  const form = new URLSearchParams(new URL(begun.authUrl).searchParams);
  form.set('username', 'second_shop');
  form.set('decision', 'approve');
  const back = await fetch(product.sandbox.oauthUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const address = (back.headers.get('location') ?? '').replace('//localhost:', '//127.0.0.1:');
  keep('code of the consent', new URL(address).searchParams.get('code'));
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(200);
  const pasted = product.sandbox.tokenFor('third');
  await ask('POST', 'connect/pinterest/token', {
    accessToken: keep('pasted access token', pasted.accessToken),
    refreshToken: keep('pasted refresh token', pasted.refreshToken),
  });
  await ask('POST', 'connect/pinterest/token', {
    accessToken: keep('token nobody gave out', 'pina_0123456789abcdef'),
  });
}

async function letPeopleIn(): Promise<void> {
  const owner = await setUpOwner(product);
  keep('password', ownerPassword);
  keep('session', owner.cookie.split('=')[1]);
  const viewer = await join(product, 'viewer', {
    password: keep('other password', 'a password of a viewer'),
  });
  keep('other session', viewer.cookie.split('=')[1]);
  keep('invitation that was taken', tokenOf(lastUrl('/api/v1/invites')));
  await ask('POST', 'invites', { role: 'viewer' });
  keep('invitation that is open', tokenOf(lastUrl('/api/v1/invites')));
  await ask('POST', `people/${viewer.id}/password-reset`);
  keep('reset of a password', tokenOf(lastUrl('password-reset')));
  await signInAs(product, 'owner@example.com', keep('wrong password', 'not the password at all'));
  await send(`${product.url}/api/session`, 'POST', { apiKey: product.apiKey });
  await send(`${product.url}/api/oidc/start`, 'POST', {});
  await owner.call('PUT', '/api/v1/me/password', { currentPassword: 'no', newPassword: 'short' });
}
const lastUrl = (to: string): string => {
  const { text = '' } = answers.findLast(({ call }) => call.includes(to)) ?? {};
  return (JSON.parse(text) as { url: string }).url;
};

/** Pinterest answers with the tokens it was asked with. */
async function echo(): Promise<void> {
  const { control } = product.sandbox;
  const tokens = [...secrets].filter(([what]) => /token of/.test(what)).map(([, token]) => token);
  const message = `Not with the token ${tokens.join(' or ')}, Bearer ${tokens.join(', ')}`;
  const mediaIds = [await upload(product, await makePicture())];
  for (const [status, code] of [
    [400, 1],
    [403, 29],
    [404, 40],
    [500, 0],
  ] as const) {
    control.addFault({
      match: { operation: 'pins/create', times: 1 },
      then: { status, body: { code, message } },
    });
    const title = `Echo ${status}`;
    const { body } = await publish(product, {
      content: title,
      mediaIds,
      publishNow: true,
      platforms: [target(product, { title })],
    });
    await ask('GET', `posts/${body.post._id}/timeline`);
  }
  const boards = `accounts/${product.accountId}/pinterest-boards`;
  for (const [status, code] of [
    [400, 1],
    [403, 29],
    [500, 0],
    [401, 2],
  ] as const) {
    control.addFault({
      match: { operation: 'boards/create', times: 1 },
      then: { status, body: { code, message } },
    });
    await ask('POST', boards, { name: `Echo ${status}` });
  }
  // A refusal of the refresh that repeats what it was sent.
  control.addFault({
    match: { operation: 'boards/create', times: 1 },
    then: { status: 401, body: { code: 2, message } },
  });
  control.addFault({
    match: { operation: 'oauth/token', times: 1 },
    then: { status: 400, body: { code: 1, message } },
  });
  await ask('POST', boards, { name: 'Echo of the refresh' });
  await ask('GET', `accounts/${product.accountId}/health?probe=true`);
  await ask('GET', 'accounts/health');
}

async function use(): Promise<void> {
  keep('key of the settings', product.apiKey);
  keep('secret key', 's'.repeat(64));
  keep('secret of the app', product.sandbox.clientSecret);
  const { apiKey } = await product.client.keys.create({ name: 'Made' });
  keep('made API key', apiKey.key);
  const { webhook } = await product.client.webhooks.create({
    name: 'Hook',
    url: receiver.url,
    format: 'standard',
    events: ['post.published', 'post.failed'],
    customHeaders: {
      Authorization: keep('header of the webhook', 'Basic aGVhZGVyOnZhbHVlLW9mLWhvb2s='),
    },
  });
  keep('webhook secret', webhook.secret?.replace('whsec_', ''));
  await keepTokens('at first');
  await connect();
  await keepTokens('after connecting');
  await letPeopleIn();
  const slot = await product.client.media.presign({ filename: 'a.jpg', contentType: 'image/jpeg' });
  keep('upload address', new URL(slot.uploadUrl).searchParams.get('signature'));
  await fetch(slot.uploadUrl, { method: 'PUT', body: new Uint8Array(await makePicture()) });
  await fetch(`${product.url}/api/v1/posts`, {
    headers: { authorization: `Bearer ${keep('wrong key', 'lp_this-key-is-of-nobody-at-all')}` },
  });
  await fetch(`${product.url}/api/v1/posts?api_key=${product.apiKey}`);
  const mediaIds = [await upload(product, await makePicture())];
  const { body } = await publish(product, {
    content: 'Goes out',
    mediaIds,
    publishNow: true,
    platforms: [target(product)],
  });
  await postOnce(product, body.post._id, ({ status }) => status === 'published');
  await echo();
  await keepTokens('in the end');
  await product.client.webhooks.test({ webhookId: webhook._id });
  for (const list of [
    'webhooks/logs',
    'webhooks/settings',
    'audit',
    'audit/export?format=json',
    'logs?type=all',
    'events?limit=1000',
    'api-keys',
    'people',
    'sessions',
    'accounts',
    'posts',
    'instance',
    'instance/health',
    'users',
    'me',
    'profiles',
  ])
    await product.request('GET', `/api/v1/${list}`).then((answer) => answer.text());
}

/** Every value of every table; bytes are hexadecimal. */
async function rowsInClear(): Promise<string> {
  const { db } = product.app.store;
  const tables = await listTables(db as never, await currentSchema(db as never));
  const each = tables.map(
    ({ name }) => sql`select row_to_json(r)::text as row from ${sql.table(name)} r`,
  );
  const { rows } = await sql<{ row: string }>`${sql.join(each, sql` union all `)}`.execute(db);
  return rows.map(({ row }) => row).join('\n');
}

const inflated = (bytes: Buffer): string =>
  (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1');

const filesIn = (dir: string): Buffer[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path(entry.parentPath, entry.name)));

test('no secret is in anything that is written, told or shown', { timeout: 60_000 }, async () => {
  await use();
  const file = path(product.dataDir, 'without-keys.tar');
  const { database, dataDir } = product;
  const mediaConfig = { s3: null, credentials: null };
  await createBackup({
    file,
    database,
    dataDir,
    mediaConfig,
    keys: false,
    version: '1',
    onStep: () => {},
  });
  const outputs: Record<string, string> = {
    log: lines.join(''),
    metrics: await (await realFetch(`${product.url}/metrics`)).text(),
    'backup without keys': inflated(readFileSync(file)),
    database: await rowsInClear(),
    deliveries: receiver.got.map(({ body }) => body.toString()).join('\n'),
    'data directory': Buffer.concat(filesIn(product.dataDir)).toString('latin1'),
  };
  for (const [name, text] of Object.entries(outputs))
    expect(text.length, name).toBeGreaterThan(100);
  expect(answers.length).toBeGreaterThan(40);
  expect(secrets.size).toBeGreaterThan(25);

  const leaks: string[] = [];
  for (const [what, secret] of secrets)
    for (const form of formsOf(secret)) {
      for (const [name, text] of Object.entries(outputs))
        if (text.includes(form.text)) {
          const at = text.indexOf(form.text);
          leaks.push(`${what} (${form.name}) in ${name}: ${text.slice(Math.max(0, at - 160), at)}`);
        }
      for (const { call, text } of answers) {
        const isShown = shownIn.some(([of, place]) => of.test(what) && place.test(call));
        if (!isShown && text.includes(form.text))
          leaks.push(`${what} (${form.name}) in the answer to ${call}`);
      }
    }
  expect(leaks).toEqual([]);
});
