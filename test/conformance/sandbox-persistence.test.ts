import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer, checkedClient } from './sandbox-client.ts';
import { imageSource } from './sandbox-samples.ts';

const seed = { users: [{ username: 'ana', boards: [{ name: 'One', sections: ['Two'] }] }] };
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = () => startSandbox({ dataDir, access: 'off', seed });

async function createPin(sandbox: Sandbox) {
  const board_id = sandbox.control.state().boards[0]?.id ?? '';
  const media_source = await imageSource();
  return (await bearer(sandbox).post('/pins', { board_id, media_source })).body;
}

test('a restart changes nothing: content, pictures, tokens, clock, ids', async () => {
  const first = await start();
  const pin = await createPin(first);
  const { accessToken } = first.tokenFor();
  first.control.advanceClock(3_600_000);
  const before = first.control.state();
  await first.close();

  const second = await start();
  const after = second.control.state();
  expect({ ...after, now: '' }).toEqual({ ...before, now: '' });
  expect(second.control.now()).toBeGreaterThan(Date.now() + 3_590_000);
  const api = checkedClient(second, `Bearer ${accessToken}`);
  const again = (await api.get(`/pins/${pin.id}`)).body;
  const picture = await fetch(again.media.images['600x']?.url ?? '');
  expect(picture.status).toBe(200);
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
  expect(BigInt((await createPin(second)).id)).toBeGreaterThan(BigInt(pin.id));
  await second.close();
});

/** A sandbox in a process of its own; `prelude` runs in it first. */
async function startProcess(prelude = '') {
  const entry = new URL('../../src/sandbox/index.ts', import.meta.url).href;
  const script = `
    import { ServerResponse } from 'node:http';
    ${prelude}
    const { startSandbox } = await import(${JSON.stringify(entry)});
    const sandbox = await startSandbox(${JSON.stringify({ dataDir, access: 'off', seed })});
    console.log(JSON.stringify({ apiUrl: sandbox.apiUrl, ...sandbox.tokenFor() }));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('the sandbox process ended')));
  });
  const { apiUrl, accessToken } = JSON.parse(line) as { apiUrl: string; accessToken: string };
  const createBoard = (name: string) =>
    fetch(`${apiUrl}/boards`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
  return { child, closed, accessToken, createBoard };
}

test('what was answered survives kill -9', async () => {
  const { child, closed, accessToken, createBoard } = await startProcess();
  const names = Array.from({ length: 20 }, (_, index) => `Board ${index}`);
  const answers = await Promise.all(names.map(createBoard));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  child.kill('SIGKILL');
  await closed;

  const sandbox = await start();
  const kept = sandbox.control.state().boards.map(({ name }) => name);
  expect(kept.sort()).toEqual(['One', ...names].sort());
  expect((await checkedClient(sandbox, `Bearer ${accessToken}`).get('/boards')).status).toBe(200);
  await sandbox.close();
});

test('a change is kept before its answer goes out', async () => {
  const { closed, createBoard } = await startProcess(
    `ServerResponse.prototype.writeHead = () => process.kill(process.pid, 'SIGKILL');`,
  );
  await expect(createBoard('Late')).rejects.toThrow();
  await closed;
  const sandbox = await start();
  expect(sandbox.control.state().boards.map(({ name }) => name)).toEqual(['One', 'Late']);
  await sandbox.close();
});

test('a torn last line is dropped, the rest is kept', async () => {
  const first = await start();
  await createPin(first);
  await first.close();
  await appendFile(join(dataDir, 'journal.jsonl'), '["put","pins",{"id":"9');
  const second = await start();
  expect(second.control.state().pins).toHaveLength(1);
  await second.close();
});

test('starting compacts the journal and sweeps pictures of deleted Pins', async () => {
  const first = await start();
  const pin = await createPin(first);
  const board = first.control.state().boards[0]?.id ?? '';
  const api = bearer(first);
  for (let i = 0; i < 30; i += 1) await api.patch(`/boards/${board}`, { description: `${i}` });
  await api.delete(`/pins/${pin.id}`);
  await first.close();
  const lines = async () =>
    (await readFile(join(dataDir, 'journal.jsonl'), 'utf8')).trim().split('\n').length;
  const grown = await lines();
  await (await start()).close();
  expect(await lines()).toBeLessThan(grown - 30);
  expect(await readdir(join(dataDir, 'blobs'))).toEqual([]);
});

test('a reset is kept too', async () => {
  const first = await start();
  await createPin(first);
  first.control.reset();
  await first.close();
  const second = await start();
  expect(second.control.state().pins).toEqual([]);
  expect(second.control.state().boards).toHaveLength(1);
  await second.close();
});
