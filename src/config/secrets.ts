import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newApiKey, shortestApiKey } from '../domain/api-key.ts';
import { SetupError } from '../domain/setup-error.ts';
import { keptSecret, replaceSecret } from './kept-secret.ts';
import { shortestSecretKey } from './options.ts';

export interface Secrets {
  /** The first API key: signs the CLI and the dashboard in. */
  apiKey: string;
  /** Root of all encryption and signatures. */
  secretKey: string;
  /** Keys that only read, while one is being replaced. */
  acceptedSecretKeys?: readonly string[];
}

/** Files in the data directory that hold what was generated. */
export const keyFileNames = ['api-key', 'secret-key', 'secret-keys-accepted'] as const;
const [apiKeyFile, secretKeyFile, acceptedFile] = keyFileNames;

const apiKeyRule = {
  shortest: shortestApiKey,
  fix: 'Remove it, and a new key is made at the next start; or set LINCHPIN_API_KEY.',
};
const secretKeyRule = {
  shortest: shortestSecretKey,
  fix: 'Put it back from a backup, or set LINCHPIN_SECRET_KEY: without it the stored sign-ins to Pinterest cannot be read.',
};

/** Reads both secrets, making those that neither the settings nor the data directory hold (mode 0600). */
export function loadSecrets(given: {
  dataDir: string;
  apiKey: string | null;
  secretKey: string | null;
  acceptedSecretKeys?: readonly string[];
}): Secrets {
  mkdirSync(given.dataDir, { recursive: true, mode: 0o755 });
  return {
    apiKey: given.apiKey ?? keptSecret(join(given.dataDir, apiKeyFile), apiKeyRule, newApiKey),
    secretKey:
      given.secretKey ??
      keptSecret(join(given.dataDir, secretKeyFile), secretKeyRule, () =>
        randomBytes(32).toString('hex'),
      ),
    acceptedSecretKeys: [...(given.acceptedSecretKeys ?? []), ...keptAcceptedKeys(given.dataDir)],
  };
}

/** Keys of the data directory that were replaced, one in each line. */
export function keptAcceptedKeys(dataDir: string): string[] {
  try {
    const text = readFileSync(join(dataDir, acceptedFile), 'utf8');
    return text.split(/\s+/).filter((key) => key.length >= shortestSecretKey);
  } catch {
    return []; // None was replaced.
  }
}

/**
 * Makes a new secret key for the data directory; the present one goes on reading. Takes effect when Linchpin starts.
 * @throws SetupError without a generated key, or with one in the settings.
 */
export function replaceSecretKey(dataDir: string, inSettings: boolean): void {
  const file = join(dataDir, secretKeyFile);
  if (inSettings || !existsSync(file))
    throw new SetupError(
      inSettings
        ? 'The secret key is in the settings (LINCHPIN_SECRET_KEY), so it is replaced there.'
        : `There is no generated secret key in ${dataDir}.`,
      'docs/security.md says how to replace a key of several processes.',
    );
  const present = readFileSync(file, 'utf8').trim();
  // First the list: a crash in between leaves a key in it that is still in use, which does no harm.
  replaceSecret(join(dataDir, acceptedFile), [...keptAcceptedKeys(dataDir), present].join('\n'));
  replaceSecret(file, randomBytes(32).toString('hex'));
}

/** Forgets the keys that were replaced: what they sealed cannot be read any more. @returns how many. */
export function forgetReplacedKeys(dataDir: string): number {
  const count = keptAcceptedKeys(dataDir).length;
  rmSync(join(dataDir, acceptedFile), { force: true });
  return count;
}

/** The API key a running server of this data directory takes, or null. Makes nothing. */
export function keptApiKey(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, apiKeyFile), 'utf8').trim() || null;
  } catch {
    return null; // No server has run with this data directory yet.
  }
}
