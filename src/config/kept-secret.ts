import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from '../domain/setup-error.ts';

/** What a secret in a file must be, and what to do when it is not. */
export interface SecretRule {
  shortest: number;
  fix: string;
}

/**
 * The secret in a file, made at the first time. Of two processes that start at once both use the same.
 * @throws SetupError when the file holds none: an empty one, as a power failure or a full disk leaves behind, would be
 * a secret that everybody knows.
 */
export function keptSecret(file: string, rule: SecretRule, make: () => string): string {
  const present = readSecret(file, rule);
  if (present !== null) return present;
  writeDurably(`${file}.${process.pid}`, make(), (draft) => {
    try {
      linkSync(draft, file); // Refuses to overwrite.
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  });
  return readSecret(file, rule) ?? '';
}

/** Puts a secret in the place of what is there. */
export const replaceSecret = (file: string, secret: string): void =>
  writeDurably(`${file}.new`, secret.trim(), (draft) => renameSync(draft, file));

/** null: there is no such file. */
function readSecret(file: string, { shortest, fix }: SecretRule): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (text.length >= shortest) return text;
  const found = text === '' ? 'it is empty' : `it has ${text.length} characters`;
  throw new SetupError(
    `The file ${file} holds no usable key: ${found}, and at least ${shortest} are needed.`,
    fix,
  );
}

/** The name is given only to a file whose bytes are on the disk, and the name is on the disk afterwards. */
function writeDurably(draft: string, secret: string, name: (draft: string) => void): void {
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, `${secret}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  name(draft);
  if (process.platform === 'win32') return; // Cannot open folders, and does not need it.
  const folder = openSync(dirname(draft), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
