import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  for (const username of ['shop_one', 'shop_two'])
    product.sandbox.control.addAccount({ username, boards: [{ name: `Of ${username}` }] });
});
afterAll(() => product.close());

/** Runs the command as a person at a shell without a browser. */
function connect(...given: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/main.ts',
      'connect',
      ...given,
      '--server',
      product.url,
      '--key',
      product.apiKey,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let [out, err] = ['', ''];
  const address = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      const found = /^ {2}(http\S+)$/m.exec(err)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(err)));
  });
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('exit', (code) => resolve({ code, out, err })),
  );
  address.catch(() => {}); // What it ended with says more.
  return { child, address, ended };
}

/** @returns the address the browser is sent to, which is not visited yet. */
async function consent(authUrl: string, username: string, decision = 'approve'): Promise<string> {
  const form = new URLSearchParams(new URL(authUrl).searchParams);
  form.set('username', username);
  form.set('decision', decision);
  const { headers } = await fetch(product.sandbox.oauthUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return headers.get('location') ?? '';
}

test('waits while the browser goes through the consent, and ends with the account and its boards', async () => {
  const { address, ended } = connect();
  const back = await consent(await address, 'shop_one');
  await fetch(back.replace('//localhost:', '//127.0.0.1:'));
  const { code, out, err } = await ended;
  expect([code, err]).toEqual([0, expect.stringContaining('Waiting for you to give access')]);
  expect(out).toMatch(/Connected shop_one \([0-9a-f]{24}\)/);
  expect(out).toContain('Of shop_one');
});

test('takes the address that a browser on another machine was sent to, and prints JSON', async () => {
  const { child, address, ended } = connect('--json');
  child.stdin.write(`${await consent(await address, 'shop_two')}\n`);
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    account: { username: 'shop_two' },
    boards: [{ name: 'Of shop_two' }],
  });
});

test('says why it was not connected, and what to do', async () => {
  const { address, ended } = connect();
  const back = await consent(await address, 'shop_one', 'deny');
  await fetch(back.replace('//localhost:', '//127.0.0.1:'));
  const { code, err } = await ended;
  expect([code, err]).toEqual([2, expect.stringContaining('declined at Pinterest')]);
  expect(err).toContain('Give access');
});

test('takes a token by stdin, never as an argument', async () => {
  const { child, ended } = connect('--token');
  child.stdin.end(`${product.sandbox.tokenFor('shop_two').accessToken}\n`);
  const { code, out, err } = await ended;
  expect([code, err]).toEqual([0, expect.stringContaining('cannot be renewed')]);
  expect(out).toContain('Connected shop_two');
});
