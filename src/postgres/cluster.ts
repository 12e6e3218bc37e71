import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError, errorCode } from './error.ts';
import { runAs } from './run-command.ts';
import { readPasswd, type ServerUser } from './user.ts';

const PASSWORD_FILE = 'linchpin.password';

/** Creates the database cluster unless it is there; checks its version and returns the superuser's password. */
export async function ensureCluster(
  data: string,
  name: string,
  user: ServerUser,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<string> {
  if (!fs.existsSync(data)) {
    log('creating database');
    await createCluster(data, name, user, binaries);
  }
  if (!fs.lstatSync(data).isDirectory())
    throw new EmbeddedPostgresError(
      `${data} is not a directory of its own.`,
      'Links are not followed here: move the database back, or set LINCHPIN_DATA_DIR.',
    );
  const made = readOwn(data, 'PG_VERSION');
  const [major] = binaries.version.split('.');
  if (made !== major)
    throw new EmbeddedPostgresError(
      `The database in ${data} was made by PostgreSQL ${made}, and this release brings ${major}.`,
      'Start the earlier release again, or begin with a new data directory: LINCHPIN_DATA_DIR.',
    );
  return readOwn(data, PASSWORD_FILE);
}

function readOwn(data: string, file: string): string {
  try {
    return fs.readFileSync(path.join(data, file), 'utf8').trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${path.join(data, file)} cannot be read, so ${data} is not a database that Linchpin can use.`,
      'Restore it from a backup, or move it away to start with an empty one.',
      { cause: error },
    );
  }
}

/** A killed initdb leaves half a cluster, so it works in a temporary directory, renamed when complete. */
async function createCluster(
  data: string,
  name: string,
  user: ServerUser,
  binaries: Binaries,
): Promise<void> {
  const dir = path.dirname(data);
  const temporary = fs.mkdtempSync(path.join(dir, '.init-'));
  try {
    const passwordFile = path.join(temporary, 'password');
    const target = path.join(temporary, 'data');
    fs.writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (user.switchTo.uid !== undefined)
      for (const file of [passwordFile, temporary]) fs.chownSync(file, user.uid, user.gid);
    // The builtin locale provider needs no locale from the operating system.
    await initdb(user, path.join(binaries.home, 'bin', 'initdb'), [
      `--pgdata=${target}`,
      `--username=${name}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ]);
    fs.renameSync(passwordFile, path.join(target, PASSWORD_FILE));
    fs.renameSync(target, data);
    syncDirectory(dir);
  } catch (error) {
    // Another starter may have created it first.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

async function initdb(user: ServerUser, program: string, args: string[]): Promise<void> {
  const problem = await runAs(user, program, args);
  if (problem === undefined) return;
  if (!problem.includes('could not look up effective user ID'))
    throw new EmbeddedPostgresError(
      `The database could not be created (${problem}).`,
      'Check free space and permissions of the data directory, or set DATABASE_URL to a PostgreSQL server.',
    );
  // A uid without a passwd row (docker --user, OpenShift). Only initdb minds, so lend it the name
  // of nobody in a user namespace, where the system allows one; files keep our real uid.
  const nobody = readPasswd().get('nobody') ?? { uid: 65534, gid: 65534 };
  const again = await runAs(user, 'unshare', [
    '--user',
    `--map-user=${nobody.uid}`,
    `--map-group=${nobody.gid}`,
    '--',
    program,
    ...args,
  ]);
  if (again !== undefined)
    throw new EmbeddedPostgresError(
      `The database could not be created: uid ${user.uid} has no row in /etc/passwd, which PostgreSQL insists on (${again}).`,
      'Run as a user that has one (as root is fine too), add one for this uid, or set DATABASE_URL to a PostgreSQL server.',
    );
}

function syncDirectory(dir: string): void {
  const opened = fs.openSync(dir, 'r');
  fs.fsyncSync(opened);
  fs.closeSync(opened);
}
