import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareMediaDir, requireSpace } from './media-dir.ts';

test('what a crash left of an upload goes at the next start; an upload that goes on stays', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linchpin-media-dir-'));
  try {
    await mkdir(join(dir, 'incoming'));
    await writeFile(join(dir, 'incoming', 'old'), 'half a file');
    await writeFile(join(dir, 'incoming', 'now'), 'half a file');
    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    await utimes(join(dir, 'incoming', 'old'), twoDaysAgo, twoDaysAgo);
    expect(await readdir(await prepareMediaDir(dir))).toEqual(['now']);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test('a disk without the least of free space is full', async () => {
  await expect(requireSpace(tmpdir(), 0)).resolves.toBeUndefined();
  await expect(requireSpace(tmpdir(), Number.MAX_VALUE)).rejects.toMatchObject({
    code: 'STORAGE_FULL',
    status: 507,
  });
});
