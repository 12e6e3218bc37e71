import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode, errorText } from './error.ts';
import { closedDirectories, serverUser, type ServerUser } from './user.ts';

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/**
 * Where the database of a data directory lives: `<dataDir>/postgres`.
 *
 * Root is the exception: the server then runs as another user, and must get there. A data directory
 * that only root may enter is opened for the server's group (traverse, no listing). When a directory
 * above it is closed, such as a 0700 home, the database goes to `<elsewhere>/<hash of dataDir>`, and
 * `<dataDir>/postgres` becomes a link to it, so that a moved project keeps its database.
 */
export function databaseDir(dataDir: string, elsewhere = '/var/lib/linchpin'): string {
  const local = path.join(path.resolve(dataDir), 'postgres');
  if (process.getuid?.() !== 0) return local;
  if (fs.existsSync(local)) return fs.realpathSync(local);
  const user = serverUser(path.join(local, 'data'));
  const closed = closedDirectories(local, user);
  const [only, ...more] = closed;
  if (only === undefined) return local;
  if (more.length === 0 && isOurs(only, dataDir)) {
    fs.chownSync(only, 0, user.gid);
    fs.chmodSync(only, (fs.statSync(only).mode & 0o707) | 0o010);
    return local;
  }
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const dir = path.join(elsewhere, shortHash(fs.realpathSync(dataDir)));
  createOpenTo(dir, user);
  fs.rmSync(local, { force: true });
  fs.symlinkSync(dir, local);
  return dir;
}

function isOurs(dir: string, dataDir: string): boolean {
  return fs.existsSync(dataDir) && fs.realpathSync(dataDir) === dir && fs.statSync(dir).uid === 0;
}

/** Creates the database directory where the server user can reach it, and returns its real path. */
export function prepareDirectory(dir: string, user: ServerUser): string {
  createOpenTo(dir, user);
  const real = fs.realpathSync(dir);
  const [closed] = user.switchTo.uid === undefined ? [] : closedDirectories(real, user);
  if (closed !== undefined)
    throw new EmbeddedPostgresError(
      `The database runs as uid ${user.uid}, which cannot enter ${closed} on the way to ${real}.`,
      `Run "chmod o+x ${closed}", or set LINCHPIN_DATA_DIR to a directory outside it.`,
    );
  return real;
}

function createOpenTo(dir: string, user: ServerUser): void {
  const own = user.switchTo.uid === undefined;
  try {
    // Open from the first moment: another process that starts now must not find it closed.
    const first = fs.mkdirSync(dir, { recursive: true, mode: own ? 0o700 : 0o711 });
    if (first === undefined || own) return;
    // chmod as well, because a strict umask closes what mkdir makes.
    for (let at = path.resolve(dir); at.length >= first.length; at = path.dirname(at))
      fs.chmodSync(at, 0o711);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The database directory ${dir} cannot be created (${errorText(error)}).`,
      'Make its parent writable for the user who runs Linchpin, or set LINCHPIN_DATA_DIR.',
      { cause: error },
    );
  }
}

/** A socket's path may have 107 bytes (103 on macOS), of which `/.s.PGSQL.5432.lock` needs 19. */
const LONGEST_SOCKET_DIR = 84;

/**
 * The directory of the server's socket, private to the server user: `<dir>/run`, or one in /tmp when
 * that is too long. Not os.tmpdir(): TMPDIR may differ between two starts that must find each other.
 */
export function prepareSocketDirectory(dir: string, name: string, user: ServerUser): string {
  let socketDir = path.join(dir, 'run');
  if (Buffer.byteLength(socketDir) > LONGEST_SOCKET_DIR)
    socketDir = path.join('/tmp', `${name}-${shortHash(dir)}`);
  try {
    fs.mkdirSync(socketDir, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  // /tmp is shared: work on what was opened without following a link, never chown through a planted one.
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = fs.constants;
  let opened: number | undefined;
  try {
    opened = fs.openSync(socketDir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    const { uid } = fs.fstatSync(opened);
    if (uid !== user.uid && uid !== process.getuid?.()) throw new Error(`it belongs to uid ${uid}`);
    if (uid !== user.uid) fs.fchownSync(opened, user.uid, user.gid);
    fs.fchmodSync(opened, 0o700);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${socketDir} cannot be used for the database's socket (${errorText(error)}).`,
      `Find out who made it, remove it, and start again.`,
      { cause: error },
    );
  } finally {
    if (opened !== undefined) fs.closeSync(opened);
  }
  return socketDir;
}
