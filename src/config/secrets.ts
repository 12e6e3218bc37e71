import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  /** The first API key: signs the CLI and the dashboard in. */
  apiKey: string;
  /** Root of all encryption and signatures. */
  secretKey: string;
}

/** Files in the data directory that hold what was generated. */
export const keyFileNames = ['api-key', 'secret-key'] as const;
const [apiKeyFile, secretKeyFile] = keyFileNames;

/** Reads both secrets, making those that neither the settings nor the data directory hold (mode 0600). */
export function loadSecrets(given: {
  dataDir: string;
  apiKey: string | null;
  secretKey: string | null;
}): Secrets {
  mkdirSync(given.dataDir, { recursive: true, mode: 0o755 });
  return {
    apiKey: given.apiKey ?? kept(join(given.dataDir, apiKeyFile), newApiKey),
    secretKey:
      given.secretKey ??
      kept(join(given.dataDir, secretKeyFile), () => randomBytes(32).toString('hex')),
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

/** `lp_` and 32 characters of 0-9a-z: 165 bits. */
export const newApiKey = (): string =>
  'lp_' +
  Array.from(randomBytes(64))
    .filter((byte) => byte < 252) // 252 is a multiple of 36: keeps the letters equally likely
    .slice(0, 32)
    .map((byte) => (byte % 36).toString(36))
    .join('');

/** `link` refuses to overwrite, so of two processes that start at once both use the same secret. */
function kept(file: string, make: () => string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${make()}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}
