import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../../domain/errors/index.ts';
import { SetupError } from '../../domain/setup-error.ts';

/**
 * Makes the directory of media and that of files on their way in, and removes what an upload left there that a crash cut off.
 * @returns the latter.
 * @throws SetupError when media cannot be kept there.
 */
export async function prepareMediaDir(dir: string): Promise<string> {
  const incoming = join(dir, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw unusable(dir, error);
  });
  await removeOldFiles(incoming);
  return incoming;
}

/** Milliseconds without a write after which a file on its way in belongs to no upload: other processes may be at work. */
export const leftoverMs = 24 * 3_600_000;

/** Removes files not written to for a day; a missing directory is no error. */
export async function removeOldFiles(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const path = join(dir, name);
    const written = await stat(path).catch(() => null); // Another process may have ended its upload.
    if (written && Date.now() - written.mtimeMs > leftoverMs) await rm(path, { force: true });
  }
}

/** Bytes: a few files of WAL (16 MB each) and a video. With less, PostgreSQL is about to stop. */
const leastFree = 100_000_000;

/** @throws LinchpinError STORAGE_FULL when less than `least` bytes are free where media are kept. */
export async function requireSpace(dir: string, least = leastFree): Promise<void> {
  const disk = await statfs(dir).catch(() => null); // Unknown is not full.
  if (disk && disk.bavail * disk.bsize < least) throw refusal('STORAGE_FULL');
}

function unusable(dir: string, error: unknown): SetupError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [reason, fix] = faults[code] ?? [message, 'Look at the directory and its rights.'];
  return new SetupError(`Media cannot be kept in ${dir}: ${reason}.`, fix, { cause: error });
}

const elsewhere = 'or set LINCHPIN_DATA_DIR to another directory';

/** Reason and fix by the code of the system's error. */
const faults: Record<string, readonly [string, string]> = {
  ENOTDIR: ['there is a file of that name', `Remove or rename the file, ${elsewhere}.`],
  EEXIST: ['there is a file of that name', `Remove or rename the file, ${elsewhere}.`],
  EACCES: [
    'the user who runs Linchpin may not write there',
    `Give it the directory (chown), ${elsewhere}.`,
  ],
  EPERM: [
    'the user who runs Linchpin may not write there',
    `Give it the directory (chown), ${elsewhere}.`,
  ],
  EROFS: ['the file system is read-only', `Mount it for writing, ${elsewhere}.`],
  ENOSPC: ['the disk is full', `Free some space, ${elsewhere}.`],
};
