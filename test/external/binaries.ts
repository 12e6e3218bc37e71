import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The oldest PostgreSQL we support: what runs there runs on newer ones. */
const oldest = 15;

/** Where `initdb` and `postgres` of this machine are; the lowest version that is supported, or null. */
export function findServerBinaries(): string | null {
  const places = [...debian(), ...homebrew(), ...configured(), ...path()];
  const found = places.flatMap((bin) => {
    const major = ['initdb', 'postgres'].every((name) => existsSync(join(bin, name)))
      ? majorOf(join(bin, 'postgres'))
      : 0;
    return major >= oldest ? [{ bin, major }] : [];
  });
  return found.toSorted((a, b) => a.major - b.major)[0]?.bin ?? null;
}

const below = (dir: string, tail: string, prefix = ''): string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.startsWith(prefix))
        .map((name) => join(dir, name, tail))
    : [];
const debian = () => below('/usr/lib/postgresql', 'bin');
const homebrew = () =>
  ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((dir) => below(dir, 'bin', 'postgresql'));
const path = () => (process.env['PATH'] ?? '').split(delimiter);

function configured(): string[] {
  const bin = output('pg_config', ['--bindir']);
  return bin === null ? [] : [bin];
}

const majorOf = (program: string): number =>
  Number(/\(PostgreSQL\) (\d+)/.exec(output(program, ['--version']) ?? '')?.[1] ?? 0);

function output(program: string, args: string[]): string | null {
  try {
    return execFileSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return null; // It is not there, or does not run on this machine.
  }
}
