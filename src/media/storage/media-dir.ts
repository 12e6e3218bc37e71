import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../domain/setup-error.ts';

/**
 * Makes the directory of media and that of files on their way in.
 * @returns the latter.
 * @throws SetupError when media cannot be kept there.
 */
export async function prepareMediaDir(dir: string): Promise<string> {
  const incoming = join(dir, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw unusable(dir, error);
  });
  return incoming;
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
