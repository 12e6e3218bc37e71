import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Runs `linchpin sandbox --memory` and hands over what it printed once it is up, or when it has ended. */
async function runSandbox(...options: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(root, 'src/main.ts'),
      'sandbox',
      '--memory',
      '--port',
      '0',
      ...options,
    ],
    { cwd: root, stdio: 'pipe', env: { PATH: process.env['PATH'] ?? '' } },
  );
  let printed = '';
  let failed = '';
  const closed = once(child, 'close');
  child.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString()));
  await Promise.race([
    closed,
    new Promise<void>((up) => {
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('Ctrl-C')) up();
      });
    }),
  ]);
  const stop = async () => {
    child.kill('SIGINT');
    await closed;
    return child.exitCode;
  };
  return { printed, failed: () => failed, stop };
}

const fields = (printed: string, name: string) =>
  [...printed.matchAll(new RegExp(`^ +${name} +(.+)$`, 'gm'))].map(([, value = '']) => value);

test('prints each account with a token of its own, and the app it was told', async () => {
  const accounts = ['--account', 'ana', '--account', 'ben'];
  const app = ['--app-id', 'my-app', '--app-secret', 's3cret'];
  const { printed, stop } = await runSandbox(...accounts, ...app);
  const [api] = fields(printed, 'API');
  expect(fields(printed, 'App')).toEqual(['my-app / s3cret']);
  expect(fields(printed, 'Account')).toEqual([
    expect.stringMatching(/^linchpin_demo, ad account \d{12}$/),
    expect.stringMatching(/^ana, ad account \d{12}$/),
    expect.stringMatching(/^ben, ad account \d{12}$/),
  ]);
  const owners = await Promise.all(
    fields(printed, 'Token').map(async (token) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${api}/user_account`, { headers });
      return ((await answer.json()) as { username: string }).username;
    }),
  );
  expect(owners).toEqual(['linchpin_demo', 'ana', 'ben']);
  expect(await stop()).toBe(0);
});

test.each([
  ['--account', '12345'],
  ['--account', 'no spaces'],
  ['--app-id', 'a:b'],
  ['--app-secret', ''],
])('%s %j is refused with what it takes', async (option, value) => {
  const { failed, stop } = await runSandbox(option, value);
  expect(failed()).toContain(`${option} cannot be '${value}'`);
  expect(failed()).toContain('It takes ');
  expect(await stop()).toBe(2);
});
