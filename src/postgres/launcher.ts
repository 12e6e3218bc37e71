import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError } from './error.ts';
import { answers } from './owner.ts';
import {
  clusterProcesses,
  identify,
  isAlive,
  pidIn,
  readPostmaster,
  signal,
} from './postmaster.ts';
import { PORT } from './settings.ts';
import type { ServerUser } from './user.ts';

/** Everything a server process needs to start. */
export interface Cluster {
  dir: string;
  data: string;
  socketDir: string;
  /** As in the process titles, see settings.ts. */
  title: string;
  user: ServerUser;
  program: string;
  args: string[];
}

/** Bytes above which the log is truncated at the next start. */
const LOG_LIMIT = 10_000_000;
const MAX_LAUNCHES = 3;

/** The pid of the postmaster if it really runs. */
export function runningPostmaster(
  cluster: Cluster,
): { pid: number; socketDir: string } | undefined {
  const postmaster = readPostmaster(cluster.data);
  if (!postmaster) return undefined;
  const role = identify(postmaster.pid, cluster.data, cluster.title);
  return role === 'postmaster' ? postmaster : undefined;
}

/** Starts server processes for a cluster that has none. Call `launch` until a postmaster runs. */
export function createLauncher(cluster: Cluster, log: (line: string) => void) {
  const logFile = path.join(cluster.dir, 'postgres.log');
  let child: ChildProcess | undefined;
  let launches = 0;
  let logStart = 0;

  return {
    logFile,
    /** Whether this process was started here. */
    started: (pid: number): boolean => child?.pid === pid,
    /** What the server has said since it was started here. */
    output: (): string => readFrom(logFile, logStart).slice(-1500).trim(),
    async launch(): Promise<void> {
      if (child && child.exitCode === null && child.signalCode === null) return;
      if (await isOccupied(cluster)) return;
      if (launches++ === MAX_LAUNCHES)
        throw new EmbeddedPostgresError(
          `PostgreSQL does not start:\n${readFrom(logFile, logStart).slice(-1500).trim()}\n`,
          `Correct what it names (the whole log is ${logFile}) and start again.`,
        );
      clearUntrueLocks(cluster);
      log('starting');
      const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
      const output = fs.openSync(logFile, size > LOG_LIMIT ? 'w' : 'a', 0o600);
      logStart = size > LOG_LIMIT ? 0 : size;
      // Detached: Ctrl-C in a terminal must reach Linchpin only, which then stops the server in order.
      // A file, not a pipe: the server may outlive us.
      child = spawn(cluster.program, cluster.args, {
        ...cluster.user.switchTo,
        cwd: '/',
        env: { LC_ALL: 'C' },
        detached: true,
        stdio: ['ignore', output, output],
      });
      child.on('error', () => {}); // counted as a launch that failed
      child.unref();
      fs.closeSync(output);
    },
  };
}

/** Whether something still uses the data although no postmaster is registered. */
async function isOccupied(cluster: Cluster): Promise<boolean> {
  const processes = clusterProcesses(cluster.data, cluster.title);
  if (runningPostmaster(cluster)) return true;
  if (processes.length > 0) {
    // Left by a postmaster that was killed: they end by themselves unless busy, so tell them to, as
    // their postmaster would have. Never next to one that is just starting.
    if (processes.every(({ role }) => role === 'backend'))
      for (const { pid } of processes) signal(pid, 'SIGQUIT');
    return true;
  }
  if (!(await answers(path.join(cluster.socketDir, `.s.PGSQL.${PORT}`)))) return false;
  if (runningPostmaster(cluster)) return true;
  throw new EmbeddedPostgresError(
    `The database in ${cluster.dir} is served by a process that is not visible here, probably in another container.`,
    'Stop that one first. To run several processes, set DATABASE_URL to a PostgreSQL server.',
  );
}

/**
 * A lock file that names a zombie or a reused pid (usual after a container restart) makes PostgreSQL
 * refuse to start. Call only when nothing runs on the data; a dead pid it handles by itself.
 */
function clearUntrueLocks(cluster: Cluster): void {
  const files = [
    path.join(cluster.data, 'postmaster.pid'),
    path.join(cluster.socketDir, `.s.PGSQL.${PORT}.lock`),
  ];
  for (const file of files) {
    const pid = pidIn(file);
    if (!pid || !isAlive(pid) || identify(pid, cluster.data, cluster.title) !== 'other') continue;
    if (pidIn(file) === pid) fs.rmSync(file, { force: true });
  }
}

function readFrom(file: string, start: number): string {
  return fs.existsSync(file) ? fs.readFileSync(file).subarray(start).toString() : '';
}
