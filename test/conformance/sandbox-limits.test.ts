import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient, Exchange } from './sandbox-client.ts';

const seed = { users: [{ username: 'ana' }, { username: 'ben' }] };
let sandbox: Sandbox;

async function start(access: NonNullable<SandboxOptions['access']>): Promise<CheckedClient> {
  sandbox = await startSandbox({ access, seed });
  sandbox.control.freezeClock(true);
  return bearer(sandbox, 'ana');
}
afterEach(() => sandbox.close());

const headersOf = ({ headers }: Exchange) =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));

const write = (api: CheckedClient) => api.post('/boards', {});

async function repeat(times: number, action: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i += 1) await action();
}

test('Standard: both buckets in the header, the closest one in front', async () => {
  const api = await start('standard');
  expect(headersOf(await api.get('/boards'))).toEqual([
    '100, 100;w=1;name="safety_net_app_id_user_id", 1000;w=60;name="org_read_app_id_user_id"',
    '99',
    '1',
  ]);
  sandbox.control.advanceClock(1000);
  await repeat(3, () => write(api));
  sandbox.control.advanceClock(1000);
  expect(headersOf(await write(api))).toEqual([
    '100, 100;w=1;name="safety_net_app_id_user_id", 100;w=60;name="org_write_app_id_user_id"',
    '96',
    '59',
  ]);
});

test('Standard: the 101st write of a minute is refused, until the minute is over', async () => {
  const api = await start('standard');
  await repeat(100, () => write(api));
  sandbox.control.advanceClock(1000);
  const refused = await write(api);
  expect(refused.status).toBe(429);
  expect(refused.body).toEqual({
    code: 8,
    message:
      'This request exceeded a rate limit. This can happen if the client exceeds one\nof the published rate limits or if multiple write operations are applied to\nan object within a short time window.',
  });
  expect(headersOf(refused).slice(1)).toEqual(['0', '59']);
  expect(refused.headers.get('retry-after')).toBeNull();
  expect((await api.get('/boards')).status).toBe(200);
  expect((await write(bearer(sandbox, 'ben'))).status).toBe(400);
  sandbox.control.settings({ retryAfter: true });
  expect((await write(api)).headers.get('retry-after')).toBe('59');
  sandbox.control.advanceClock(59_000);
  expect((await write(api)).status).toBe(400);
});

test('Standard: 100 requests of any kind per second', async () => {
  const api = await start('standard');
  await repeat(100, () => api.get('/user_account'));
  expect((await api.get('/boards')).status).toBe(429);
  sandbox.control.advanceClock(1000);
  expect((await api.get('/boards')).status).toBe(200);
});

test('Trial: 300 writes a day for all users of the app', async () => {
  const api = await start('trial');
  await repeat(150, () => write(api));
  const ben = bearer(sandbox, 'ben');
  await repeat(149, () => write(ben));
  expect(headersOf(await write(ben))).toEqual([
    '300, 1000;w=86400;name="safety_net_app_id", 300;w=86400;name="org_write_app_id"',
    '0',
    '86400',
  ]);
  expect((await write(api)).status).toBe(429);
  expect((await api.get('/boards')).status).toBe(200);
  sandbox.control.advanceClock(86_400_000);
  expect((await write(api)).status).toBe(400);
});

test('off: no limits and no headers', async () => {
  const api = await start('off');
  await repeat(110, () => write(api));
  const answer = await write(api);
  expect([answer.status, headersOf(answer)]).toEqual([400, [null, null, null]]);
});

test('every answer carries its own request id', async () => {
  const api = await start('off');
  const ids = [await api.get('/boards'), await api.get('/nowhere'), await write(api)].map(
    ({ headers }) => headers.get('x-pinterest-rid'),
  );
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^\d+$/);
});
