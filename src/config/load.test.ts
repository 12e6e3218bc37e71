import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, keptApiKey, loadConfig, loadSecrets, newApiKey } from './index.ts';

const temporary = () => mkdtempSync(join(tmpdir(), 'linchpin-config-'));

describe('settings', () => {
  test('an empty environment gives a complete, frozen configuration', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ port: 4400, host: '127.0.0.1', allowPrivateUrls: false });
    expect(config.sandbox).toEqual({ beside: false, port: 4401, autoApprove: false });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('every wrong setting is named at once, and no secret is shown', () => {
    const attempt = () =>
      loadConfig({
        LINCHPIN_PORT: 'many',
        LINCHPIN_SECRET_KEY: 'too-short-a-secret',
        PINTEREST_ACCESS: 'gold',
        DATABASE_URL: 'mysql://root:hunter2@db/x',
      });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(/LINCHPIN_PORT="many"[^]*DATABASE_URL=\(hidden\)[^]*PINTEREST_ACCESS/);
    expect(attempt).not.toThrow(/hunter2|too-short-a-secret/);
  });

  test('an app id needs its secret', () => {
    expect(() => loadConfig({ PINTEREST_APP_ID: '1' })).toThrow(/PINTEREST_APP_SECRET/);
  });

  test('a secret can come from a file; an unreadable file is an error', () => {
    const file = join(temporary(), 'key');
    writeFileSync(file, `${'k'.repeat(40)}\n`);
    expect(loadConfig({ LINCHPIN_SECRET_KEY_FILE: file }).secretKey).toBe('k'.repeat(40));
    expect(() => loadConfig({ LINCHPIN_API_KEY_FILE: '/nowhere/key' })).toThrow(/ENOENT/);
  });
});

describe('secrets', () => {
  test('are made once, kept, and yield to the settings', () => {
    const dataDir = temporary();
    expect(keptApiKey(dataDir)).toBeNull();
    const first = loadSecrets({ dataDir, apiKey: null, secretKey: null });
    expect(loadSecrets({ dataDir, apiKey: null, secretKey: null })).toEqual(first);
    expect(keptApiKey(dataDir)).toBe(first.apiKey);
    expect(loadSecrets({ dataDir, apiKey: 'given', secretKey: null }).apiKey).toBe('given');
  });

  test('an API key has its full length', () => {
    for (let i = 0; i < 200; i++) expect(newApiKey()).toMatch(/^lp_[0-9a-z]{32}$/);
  });
});
