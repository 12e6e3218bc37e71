import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieOf, send, signInAs, tokenOf, visitorWith } from '../harness/people.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let dir: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-people-'));
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});

const linchpin = (...args: string[]) =>
  runCli(args, {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });
const printed = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await linchpin(...args);
  expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
  return stdout;
};

test('people: invite, list, role, reset-password, remove', async () => {
  const url = (await printed('people', 'invite', 'owner', '--note', 'Olga')).trim();
  expect(url).toMatch(/#invite=[\w-]{43}$/);
  expect(await printed('people')).toMatch(
    /^Invitation +Role +For +Until \(UTC\)\n[0-9a-f]{24} +owner +Olga /m,
  );
  const who = { token: tokenOf(url), login: 'olga', name: 'Olga', password: 'olga likes pins' };
  const joined = await send(`${product.url}/api/invite`, 'POST', who);
  expect(joined.status).toBe(200);
  const list = JSON.parse(await printed('people', 'list', '--json')) as {
    people: { login: string }[];
  };
  expect(list.people.map(({ login }) => login)).toEqual(['olga']);

  const last = await linchpin('people', 'role', 'olga', 'viewer');
  expect(last.code).not.toBe(0);
  expect(last.stderr).toContain('Olga is the last owner of this workspace.');
  expect((await linchpin('people', 'role', 'olga', 'king')).code).toBe(2);
  expect((await linchpin('people', 'remove', 'otto')).stderr).toContain(
    'Nobody here signs in as "otto".',
  );

  const reset = (await printed('people', 'reset-password', 'OLGA')).trim();
  const done = await send(`${product.url}/api/password-reset`, 'POST', {
    token: tokenOf(reset),
    password: 'olga has a new one',
  });
  expect((await visitorWith(product, cookieOf(done)).call('GET', '/api/v1/me')).status).toBe(200);
  expect((await signInAs(product, 'olga', 'olga has a new one')).answer.status).toBe(200);

  const second = tokenOf((await printed('people', 'invite', 'viewer')).trim());
  await send(`${product.url}/api/invite`, 'POST', {
    ...who,
    token: second,
    login: 'vera',
    name: 'Vera',
  });
  expect(await printed('people', 'role', 'vera', 'approver')).toBe('Vera is approver now.\n');
  expect(await printed('people', 'remove', 'vera')).toBe(
    'Vera is not in this workspace any more.\n',
  );
});

test('workspaces: create, change, list, delete; with several, commands ask which', async () => {
  expect(await printed('workspaces', 'create', 'Second')).toMatch(
    /^Workspace "Second" made: [0-9a-f]{24}\n$/,
  );
  await printed(
    'workspaces',
    'change',
    'Second',
    '--name',
    'Other',
    '--approval',
    'editor,api_key',
  );
  expect(await printed('workspaces')).toMatch(/ Other +editor, api_key\n/);
  expect((await linchpin('workspaces', 'change', 'Other', '--approval', 'robot')).stderr).toContain(
    '"robot"',
  );
  expect((await linchpin('people')).stderr).toContain('--workspace');
  expect(await printed('people', '--workspace', 'My workspace')).toContain('olga');
  expect((await linchpin('doctor')).stdout).toContain('valid for "My workspace"');

  const key = (
    await printed(
      'keys',
      'create',
      'One',
      '--workspace',
      'Other',
      '--may',
      'posts:read',
      '--expires',
      '7',
      '--per-minute',
      '50',
    )
  ).trim();
  const asKey = await fetch(`${product.url}/api/v1/profiles`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(asKey.status).toBe(403);
  const posts = await fetch(`${product.url}/api/v1/posts`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect([posts.status, posts.headers.get('x-ratelimit-limit')]).toEqual([200, '50']);
  expect(await printed('keys')).toMatch(/One .* never +\d{4}-\d\d-\d\d /);
  expect(await printed('workspaces', 'delete', 'Other')).toBe('Workspace "Other" deleted.\n');
});

test('audit: aligned, as JSON and as CSV', async () => {
  const table = await printed('audit', '--operation', 'people');
  expect(table).toMatch(/^At \(UTC\) +Who +What +To +Details\n/);
  expect(table).toMatch(/Bootstrap key +people\.remove +person [0-9a-f]{24}\n/);
  const json = JSON.parse(await printed('audit', '--json', '--limit', '1')) as { entries: [] };
  expect(json.entries).toHaveLength(1);
  const csv = (await printed('audit', '--csv', '--limit', '2')).trimEnd().split('\r\n');
  expect(csv).toHaveLength(3);
  expect(csv[0]).toBe('At,Who,What,To,Details');
});
