import fs from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** Who the server runs as. `switchTo` is what `spawn` needs to become that user: empty when we already are. */
export interface ServerUser {
  uid: number;
  gid: number;
  switchTo: { uid?: number; gid?: number };
}

/** Rows of a passwd file with a uid above 0, by name. */
export function parsePasswd(text: string): Map<string, { uid: number; gid: number }> {
  const rows = new Map<string, { uid: number; gid: number }>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && Number(uid) > 0 && Number(gid) >= 0)
      rows.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return rows;
}

export function readPasswd(): Map<string, { uid: number; gid: number }> {
  return parsePasswd(fs.existsSync('/etc/passwd') ? fs.readFileSync('/etc/passwd', 'utf8') : '');
}

/**
 * PostgreSQL refuses to run as uid 0. As root we therefore use the owner of existing data, else the
 * `postgres` user, else `nobody` (initdb insists on a passwd row). Otherwise the server is ours.
 */
export function serverUser(data: string): ServerUser {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid === undefined || gid === undefined)
    throw new EmbeddedPostgresError(
      'The built-in database does not run on Windows.',
      'Run Linchpin in WSL, or set DATABASE_URL to a PostgreSQL server.',
    );
  const existing = fs.lstatSync(data, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (existing && existing.uid !== uid)
      throw new EmbeddedPostgresError(
        `The database in ${data} belongs to uid ${existing.uid}, and Linchpin runs as uid ${uid}.`,
        `Start Linchpin as the user who created it, or run "sudo chown -R ${uid}:${gid} ${path.dirname(data)}".`,
      );
    return { uid, gid, switchTo: {} };
  }
  const passwd = readPasswd();
  const row = passwd.get('postgres') ?? passwd.get('nobody');
  if (existing && existing.uid !== 0) return as(existing);
  if (!row)
    throw new EmbeddedPostgresError(
      'Linchpin runs as root, and there is no "postgres" or "nobody" user that could run the built-in database.',
      'Start Linchpin as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    );
  if (existing)
    throw new EmbeddedPostgresError(
      `The database in ${data} belongs to root, and PostgreSQL refuses to run as root.`,
      `Run "chown -R ${row.uid}:${row.gid} ${data}" and start again.`,
    );
  return as(row);
}

function as({ uid, gid }: { uid: number; gid: number }): ServerUser {
  return { uid, gid, switchTo: { uid, gid } };
}

/**
 * The directories on the way to `target` (itself included, as far as they exist) that this user may
 * not pass, deepest first. Mode bits only: access lists are not looked at.
 */
export function closedDirectories(target: string, user: { uid: number; gid: number }): string[] {
  const closed: string[] = [];
  for (let at = realAncestor(target); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at);
    const pass = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & pass)) closed.push(at);
    if (at === path.dirname(at)) return closed;
  }
}

/** The deepest directory of this path that exists, without symbolic links. */
function realAncestor(target: string): string {
  let at = path.resolve(target);
  while (!fs.existsSync(at)) at = path.dirname(at);
  return fs.realpathSync(at);
}
