import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newApiKey, shortestApiKey } from '../domain/api-key.ts';
import { keptSecret } from './kept-secret.ts';
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
export const keyFileNames = ['api-key', 'secret-key'] as const;
const [apiKeyFile, secretKeyFile] = keyFileNames;

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
    acceptedSecretKeys: given.acceptedSecretKeys ?? [],
  };
}

/** The API key a running server of this data directory takes, or null. Makes nothing. */
export function keptApiKey(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, apiKeyFile), 'utf8').trim() || null;
  } catch {
    return null; // No server has run with this data directory yet.
  }
}
