import { execFile, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { serverUser } from '../../src/postgres/user.ts';

const run = promisify(execFile);

export interface ExternalServer {
  /** Database `postgres` over TCP. */
  url: string;
  /** Directory of the Unix socket, or null where the server is not ours. */
  socketDir: string | null;
  stop: () => Promise<void>;
}

const password = 'external';

/** A PostgreSQL of this machine, with a database that is thrown away. As root it runs as another user. */
export async function startExternalServer(bin: string): Promise<ExternalServer> {
  const dir = mkdtempSync(join(tmpdir(), 'lp-ext-'));
  const user = serverUser(join(dir, 'data'));
  const options = { ...user.switchTo, cwd: '/', env: { LC_ALL: 'C' } };
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, password);
  chmodSync(dir, 0o755);
  for (const path of [dir, passwordFile]) chownSync(path, user.uid, user.gid);
  const data = join(dir, 'data');
  await run(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'linchpin',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
    ],
    options,
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: dir,
    max_connections: 200,
    fsync: 'off', // It is thrown away.
  };
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    { ...options, stdio: 'ignore' },
  );
  const atExit = () => server.kill('SIGINT');
  process.once('exit', atExit);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgres://linchpin:${password}@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, () => server.exitCode);
  return {
    url,
    socketDir: dir,
    stop: async () => {
      process.off('exit', atExit);
      server.kill('SIGINT');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // It listens on a port.
      server.close(() => resolve(port));
    });
  });

async function untilItAnswers(url: string, exitCode: () => number | null): Promise<void> {
  for (const deadline = performance.now() + 30_000; ;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      await client.end().catch(() => {});
      if (exitCode() !== null || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
