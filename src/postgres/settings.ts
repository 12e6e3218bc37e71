import { shortHash } from './directory.ts';

export const PORT = 5432;

/** Shown in the title of every process of this cluster, by which `postmaster.ts` recognises them. */
export function clusterName(name: string, data: string): string {
  return `${name}-${shortHash(data)}`;
}

/**
 * The server's command line: reachable through its socket only, durable, and small when idle.
 * `<name>.build` is a hash of version and settings, by which a
 * server left over from another release is recognised.
 */
export function serverArguments(options: {
  name: string;
  data: string;
  socketDir: string;
  home: string;
  version: string;
  maxConnections?: number;
}): { args: string[]; build: string } {
  const { name, data, socketDir, home, version, maxConnections = 60 } = options;
  const settings = {
    cluster_name: clusterName(name, data),
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    port: PORT,
    password_encryption: 'scram-sha-256',
    max_connections: maxConnections,
    shared_buffers: '32MB',
    huge_pages: 'off',
    // No pool of I/O processes, no parallel workers (they need /dev/shm, 64 MB in a container), no replication.
    io_method: 'sync',
    max_worker_processes: 2,
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    max_logical_replication_workers: 0,
    autovacuum_max_workers: 2,
    autovacuum_worker_slots: 2,
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and details may carry tokens; the caller sees them in its own error.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
  const build = shortHash(JSON.stringify([version, home, settings]));
  const args = Object.entries({ ...settings, [`${name}.build`]: build }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  return { args: ['-D', data, ...args], build };
}
