import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../domain/setup-error.ts';
import { replaceSecret } from './kept-secret.ts';
import { loadSecrets } from './secrets.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'linchpin-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const load = () => loadSecrets({ dataDir, apiKey: null, secretKey: null });

test('made once, mode 0600, and read again', () => {
  const secrets = load();
  expect(secrets.apiKey).toMatch(/^lp_[0-9a-z]{32}$/);
  expect(secrets.secretKey).toMatch(/^[0-9a-f]{64}$/);
  expect(load()).toEqual(secrets);
  for (const name of ['api-key', 'secret-key'])
    expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
});

test('what the settings name counts before what is kept', () => {
  load();
  const given = {
    apiKey: 'a'.repeat(16),
    secretKey: 'b'.repeat(32),
    acceptedSecretKeys: ['c'.repeat(32)],
  };
  expect(loadSecrets({ dataDir, ...given })).toEqual(given);
});

test.each([
  ['api-key', '', /api-key holds no usable key: it is empty, and at least 16/],
  ['api-key', ' \n', /it is empty/],
  ['api-key', 'x'.repeat(15), /it has 15 characters/],
  ['secret-key', '', /secret-key holds no usable key: it is empty, and at least 32/],
  ['secret-key', 'x'.repeat(31), /it has 31 characters/],
])('an unusable %s (%j) refuses the start, and stays as it is', (name, text, message) => {
  load();
  const file = join(dataDir, name);
  writeFileSync(file, text);
  expect(load).toThrow(SetupError);
  expect(load).toThrow(message);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('one that is put back replaces what was there', () => {
  load();
  replaceSecret(join(dataDir, 'api-key'), `${'k'.repeat(20)}\n`);
  expect(load().apiKey).toBe('k'.repeat(20));
  expect(statSync(join(dataDir, 'api-key')).mode & 0o777).toBe(0o600);
});
