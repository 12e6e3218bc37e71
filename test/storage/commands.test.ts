import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diskStorage } from '../../src/media/index.ts';
import { bundleCli, type CliResult, type RunCli } from '../harness/run-cli.ts';
import { startStrictS3, type StrictS3 } from '../harness/s3/server.ts';

let dir: string;
let server: StrictS3;
let cli: RunCli;
const said: CliResult[] = [];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-store-cli-'));
  server = await startStrictS3();
  cli = await bundleCli(join(dir, 'program'));
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function run(words: string[], more: Record<string, string> = {}): Promise<CliResult> {
  const { keyId, secret } = server.identity;
  const result = await cli(words, {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_MEDIA_KEY_ID: keyId,
    LINCHPIN_MEDIA_SECRET: secret,
    ...more,
  });
  said.push(result);
  return result;
}

test('media are moved in the order that loses none, and only what is not in use is emptied', async () => {
  const disk = diskStorage(join(dir, 'data', 'media'));
  for (const key of ['one', 'two']) await disk.put(key, Buffer.from(key));
  const first = await run(['media', 'move', '--to', server.url]);
  expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/Copied +2 files/)]);
  expect(first.stdout).toMatch(/set LINCHPIN_MEDIA_URL, restart/);
  const early = await run(['media', 'move', '--to', server.url, '--delete-source']);
  expect([early.code, early.stderr]).toEqual([1, expect.stringMatching(/still the one in use/)]);
  expect(await disk.size('one')).toBe(3);

  const inUse = { LINCHPIN_MEDIA_URL: server.url };
  const last = await run(['media', 'move', '--from', 'disk', '--delete-source', '--json'], inUse);
  expect(JSON.parse(last.stdout)).toMatchObject({ alreadyThere: 2, removed: 2 });
  expect(await disk.size('one')).toBeNull();
  expect((await run(['media', 'move'], inUse)).stderr).toMatch(/Both places are the same/);
  expect((await run(['media', 'move', '--to', 's3://AK:hunter2@pins'])).code).toBe(1);
});

test('doctor writes, reads and removes a small object, and says what is wrong', async () => {
  const well = await run(['doctor'], { LINCHPIN_MEDIA_URL: server.url });
  expect(well.stdout).toMatch(/✓ Object store +media-bucket at .*written, read and removed/);
  const wrong = await run(['doctor'], {
    LINCHPIN_MEDIA_URL: server.url,
    LINCHPIN_MEDIA_SECRET: 'hunter2-wrong',
  });
  expect(wrong.stdout).toMatch(/✗ Object store .*secret does not belong to the key/);
  expect(wrong.code).toBe(1);
});

test('a wrong setting ends the start with the fix', async () => {
  const { code, stderr } = await run(['serve'], {
    LINCHPIN_MEDIA_URL: 's3://AK:hunter2@pins',
    LINCHPIN_LOG_FORMAT: 'pretty',
  });
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/LINCHPIN_MEDIA_URL=\(hidden\).*LINCHPIN_MEDIA_KEY_ID/);
});

test('nothing that was printed or kept holds a key or a secret', async () => {
  said.push(await run(['serve', '--help'], { LINCHPIN_MEDIA_URL: server.url }));
  expect(said.at(-1)?.stdout).toContain('LINCHPIN_MEDIA_URL');
  const record = readFileSync(join(dir, 'data', 'media-move.jsonl'), 'utf8');
  const texts = [record, ...said.flatMap(({ stdout, stderr }) => [stdout, stderr])];
  for (const word of [server.identity.keyId, server.identity.secret, 'hunter2'])
    expect(texts.filter((text) => text.includes(word))).toEqual([]);
});
