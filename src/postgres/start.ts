import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { findBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { prepareDirectory, prepareSocketDirectory } from './directory.ts';
import { EmbeddedPostgresError, errorText } from './error.ts';
import { createLauncher, runningPostmaster, type Cluster } from './launcher.ts';
import { removeLeftovers } from './leftovers.ts';
import { claimServer, type EmbeddedConnection } from './owner.ts';
import { identify, signal } from './postmaster.ts';
import { clusterName, PORT, serverArguments } from './settings.ts';
import { serverUser } from './user.ts';

export interface EmbeddedServer {
  connection: EmbeddedConnection;
  pid: number;
  /** True when the server was already running, left over from a process that was killed. */
  adopted: boolean;
  /** PostgreSQL's version, such as 18.4. */
  version: string;
  /** Ends all sessions, stops the server and waits until it is gone. Safe to call twice. */
  stop(): Promise<void>;
  /** Detaches after a loss: a newer EmbeddedServer of this process owns the server, so stop() here must not end it. */
  letGo(): void;
}

export interface EmbeddedOptions {
  /** The database directory, see {@link databaseDir}. */
  dir: string;
  /** Superuser and prefix of names; lower-case letters, digits and underscores. */
  name?: string;
  /** Called once when the server goes away without stop(). */
  onLost?: () => void;
  log?: (line: string) => void;
  /** For reaching a server that accepts us, ms. Crash recovery counts, creating the database does not. */
  timeoutMs?: number;
  /** Refuses to create a database: the one that was there is meant. */
  existing?: boolean;
  /** Ends the attempt. */
  signal?: AbortSignal;
  /** Sessions at once; those of the one process that owns the server when absent. */
  maxConnections?: number;
}

const POLL_MS = 10;

/**
 * Starts the PostgreSQL server that npm brought and becomes its only owner: creates the database at
 * the first start, adopts a server that a killed owner left behind, and replaces one of another
 * version or with other settings. The server also ends with this process, whose signals stay the
 * caller's business, and it does not keep the process alive.
 *
 * @throws {EmbeddedPostgresError} with a fix, also when another process owns the database.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { name = 'linchpin', log = () => {}, timeoutMs = 60_000 } = options;
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(name))
    throw new EmbeddedPostgresError(
      `"${name}" cannot name a database server.`,
      'Use up to 31 lower-case letters, digits and underscores.',
    );
  if (options.existing && !fs.existsSync(path.join(options.dir, 'data', 'PG_VERSION')))
    throw new EmbeddedPostgresError(
      `The database that was in ${options.dir} is not there any more.`,
      'Mount or put back its directory, then start again.',
    );
  const { cluster, connection, build } = await prepare(
    options.dir,
    name,
    log,
    options.maxConnections,
  );
  const launcher = createLauncher(cluster, log);
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown = 'it never accepted a connection';

  const stopOurs = (): void => {
    const running = runningPostmaster(cluster);
    if (running && launcher.started(running.pid)) signal(running.pid, 'SIGINT');
  };
  // If this process exits before anyone owns the server, the server it started is stopped.
  process.once('exit', stopOurs);
  try {
    for (; performance.now() < deadline; await delay(POLL_MS)) {
      options.signal?.throwIfAborted();
      const running = runningPostmaster(cluster);
      if (!running) {
        await launcher.launch();
        continue;
      }
      // The socket of a server left over from another release may be elsewhere.
      const host = running.socketDir || connection.host;
      const claim = await claimServer({ ...connection, host }, name);
      if (claim.outcome === 'unavailable') {
        lastError = claim.error;
        continue;
      }
      if (claim.outcome === 'taken')
        throw new EmbeddedPostgresError(
          `The database in ${cluster.dir} is already in use by another running Linchpin (${claim.by}).`,
          'Stop that process, or give this one another LINCHPIN_DATA_DIR. To run several processes, set DATABASE_URL to a PostgreSQL server.',
        );
      if (claim.build !== build) {
        log('replacing a server left over from another version');
        await stopServer(cluster, running.pid);
        continue;
      }
      removeLeftovers(cluster.dir, cluster.program);
      return own({
        cluster,
        connection,
        client: claim.client,
        pid: running.pid,
        adopted: !launcher.started(running.pid),
        version: claim.version,
        onLost: options.onLost ?? (() => {}),
      });
    }
    stopOurs();
    throw new EmbeddedPostgresError(
      `PostgreSQL was not ready within ${timeoutMs} ms (${errorText(lastError)}).`,
      `Its log is ${launcher.logFile}; if it is still recovering from a crash, start again later.`,
    );
  } finally {
    process.off('exit', stopOurs);
  }
}

/** The server of an existing database directory if it runs now, whoever owns it. */
export async function runningServer(
  dir: string,
  name = 'linchpin',
): Promise<EmbeddedConnection | null> {
  const { cluster, connection } = await prepare(dir, name, () => {});
  const running = runningPostmaster(cluster);
  return running ? { ...connection, host: running.socketDir || connection.host } : null;
}

async function prepare(
  wanted: string,
  name: string,
  log: (line: string) => void,
  maxConnections?: number,
): Promise<{ cluster: Cluster; connection: EmbeddedConnection; build: string }> {
  const user = serverUser(
    path.join(fs.existsSync(wanted) ? fs.realpathSync(wanted) : wanted, 'data'),
  );
  const dir = prepareDirectory(wanted, user);
  const data = path.join(dir, 'data');
  const socketDir = prepareSocketDirectory(dir, name, user);
  const binaries = await findBinaries(dir, user, log);
  const password = await ensureCluster(data, name, user, binaries, log);
  const { args, build } = serverArguments({
    name,
    data,
    socketDir,
    ...binaries,
    ...(maxConnections !== undefined && { maxConnections }),
  });
  return {
    cluster: {
      dir,
      data,
      socketDir,
      title: clusterName(name, data),
      user,
      program: path.join(binaries.home, 'bin', 'postgres'),
      args,
    },
    connection: { host: socketDir, port: PORT, user: name, password, database: 'postgres' },
    build,
  };
}

function own(held: {
  cluster: Cluster;
  connection: EmbeddedConnection;
  client: Client;
  pid: number;
  adopted: boolean;
  version: string;
  onLost: () => void;
}): EmbeddedServer {
  const { cluster, connection, client, pid, adopted, version, onLost } = held;
  let stopping: Promise<void> | undefined;
  const atExit = (): void => {
    if (runningPostmaster(cluster)?.pid === pid) signal(pid, 'SIGINT');
  };
  process.once('exit', atExit);
  client.once('end', () => {
    if (!stopping) onLost();
  });
  client.unref();
  return {
    connection,
    pid,
    adopted,
    version,
    stop() {
      stopping ??= stopServer(cluster, pid).finally(() => process.off('exit', atExit));
      return stopping;
    },
    letGo: () => void process.off('exit', atExit),
  };
}

/** Fast shutdown (SIGINT), and after 30 s an immediate one (SIGQUIT), which the next start recovers from. */
async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  // Not its lock file: that one stays behind when the server was killed.
  const isGone = (): boolean => identify(pid, cluster.data, cluster.title) !== 'postmaster';
  for (const { name, patience } of [
    { name: 'SIGINT' as const, patience: 30_000 },
    { name: 'SIGQUIT' as const, patience: 5_000 },
  ]) {
    if (runningPostmaster(cluster)?.pid === pid) signal(pid, name);
    for (const end = performance.now() + patience; !isGone(); await delay(POLL_MS))
      if (performance.now() > end) break;
  }
  if (!isGone())
    throw new EmbeddedPostgresError(
      `The database server (pid ${pid}) does not stop.`,
      `Look at ${path.join(cluster.dir, 'postgres.log')}, then end it with "kill -QUIT ${pid}".`,
    );
}
