import { afterAll, beforeAll, expect, test } from 'vitest';
import { image } from './sandbox-samples.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';

/** What clients of other people send, and what they are answered: each case broke one of them. */
let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
  sandbox = await startSandbox({ access: 'off', seed: { users: [{ username: 'ana' }] } });
  token = sandbox.tokenFor('ana').accessToken;
});
afterAll(() => sandbox.close());

const ask = async (path: string, init: RequestInit = {}, bearer = token) => {
  const response = await fetch(sandbox.apiUrl + path, {
    ...init,
    headers: { ...(bearer && { authorization: `Bearer ${bearer}` }), ...init.headers },
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
};
const send = (path: string, body: unknown) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a token without a scope is told which, and never to refresh', async () => {
  const { accessToken } = sandbox.tokenFor('ana', ['pins:read']);
  const { status, body } = await ask('/boards/1/pins', {}, accessToken);
  expect([status, body['code']]).toEqual([401, 3]);
  expect(body['message']).toMatch(/set of scopes\. Missing: \['boards:read'\]$/);
});

test('parameters of the query are worded as recorded', async () => {
  expect((await ask('/boards?privacy=FOO')).body).toEqual({
    code: 1,
    message:
      "Parameter 'privacy' (value FOO) is not one of ALL, PUBLIC, PROTECTED, SECRET, PUBLIC_AND_SECRET.",
  });
  expect((await ask('/search/pins')).body['message']).toBe("Parameter 'query' is required.");
  expect((await ask('/boards?bookmark=')).status).toBe(200);
});

test('a path without an operation is asked for its token first', async () => {
  expect((await ask('/keywords/search', {}, '')).body['code']).toBe(2);
  expect((await ask('/keywords/search')).body['code']).toBe(11);
  expect((await ask('/boards/')).body['code']).toBe(11);
  expect((await ask('/pins/analytics')).body['code']).toBe(3);
});

test('a board is renamed to a taken name in other words than it is made', async () => {
  await send('/boards', { name: 'One' });
  const { body } = await send('/boards', { name: 'Two' });
  const renamed = await ask(`/boards/${String(body['id'])}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'one' }),
  });
  expect([renamed.status, renamed.body['code']]).toEqual([400, 58]);
  expect(renamed.body['message']).toContain('Could not edit board');
});

test('only JSON is taken where JSON is documented', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const init = { method: 'POST', headers: { 'content-type': type }, body: 'name=Form' };
    expect(await ask('/boards', init)).toMatchObject({ status: 400, body: { code: 1 } });
  }
});

test('times have no zone, as in every recording, unless that is asked for', async () => {
  const { body } = await send('/boards', { name: 'Dated' });
  expect(body['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  sandbox.control.settings({ zonedTimes: true });
  expect((await ask(`/boards/${String(body['id'])}`)).body['created_at']).toMatch(/Z$/);
  sandbox.control.settings({ zonedTimes: false });
});

test('consent knows every scope there is, and an app token no other', async () => {
  const { clientId, clientSecret, url, oauthUrl } = sandbox;
  const redirect = encodeURIComponent('http://127.0.0.1/callback');
  const page = await fetch(
    `${oauthUrl}?client_id=${clientId}&redirect_uri=${redirect}&response_type=code&scope=ads:write,catalogs:write,msot:write`,
  );
  expect(page.status).toBe(200);
  const answer = await fetch(`${url}/v5/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'foo:bar' }),
  });
  expect(answer.status).toBe(400);
});

test('an upload without a file name is a file; extra fields and a bearer token are refused', async () => {
  const upload = async (
    extra: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => {
    const { body } = await send('/media', { media_type: 'video' });
    const parameters = { ...(body['upload_parameters'] as Record<string, string>), ...extra };
    const parts = [...Object.entries(parameters), ['file', 'not a video']].map(
      ([name, value]) =>
        `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const response = await fetch(String(body['upload_url']), {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', ...headers },
      body: `${parts.join('')}--x--\r\n`,
    });
    return [response.status, await response.text()];
  };
  expect(await upload()).toEqual([204, '']);
  expect(await upload({ acl: 'public' })).toMatchObject([403, expect.stringContaining('acl')]);
  expect((await upload({}, { authorization: `Bearer ${token}` }))[0]).toBe(400);
  const put = await fetch(`${sandbox.url}/s3/upload`, { method: 'PUT', body: 'x' });
  expect([put.status, await put.text()]).toMatchObject([405, expect.stringContaining('<Code>')]);
});

test('a PNG declared as JPEG is taken, as in the sample of Pinterest’s own guide', async () => {
  const board = await send('/boards', { name: 'Guide' });
  const { status, body } = await send('/pins', {
    link: 'https://www.pinterest.com/',
    title: 'My Pin',
    description: 'Pin Description',
    dominant_color: '#6E7874',
    alt_text: 'Pin alt text',
    board_id: board.body['id'],
    media_source: {
      source_type: 'image_base64',
      content_type: 'image/jpeg',
      data: (await image('png')).toString('base64'),
    },
  });
  expect([status, body['title'], body['dominant_color']]).toEqual([201, 'My Pin', '#6E7874']);
  const pin = sandbox.control.state().pins.find(({ id }) => id === body['id']);
  expect(pin?.images[0]?.format).toBe('png');
});
