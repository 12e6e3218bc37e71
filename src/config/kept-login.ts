import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The server that commands of this person talk to. */
const Login = z.object({ server: z.url(), key: z.string().min(1) });
export type Login = z.output<typeof Login>;

type Environment = Record<string, string | undefined>;

const fileOf = (environment: Environment): string =>
  join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'linchpin', 'login.json');

/** What "linchpin login <server>" kept; null: nothing, or a file that cannot be read. */
export function keptLogin(environment: Environment = process.env): Login | null {
  try {
    return Login.parse(JSON.parse(readFileSync(fileOf(environment), 'utf8')));
  } catch {
    return null;
  }
}

/** Keeps a login in a file that only this user can read. @returns the file */
export function keepLogin(login: Login, environment: Environment = process.env): string {
  const file = fileOf(environment);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rmSync(file, { force: true }); // Its mode counts only for a new file.
  writeFileSync(file, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** @returns whether there was one */
export function forgetLogin(environment: Environment = process.env): boolean {
  const wasThere = keptLogin(environment) !== null;
  rmSync(fileOf(environment), { force: true });
  return wasThere;
}
