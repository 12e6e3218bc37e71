import net from 'node:net';
import { Client } from 'pg';
import { errorCode, EmbeddedPostgresError } from './error.ts';

declare module 'pg' {
  // Exists since pg 8.0 and is missing from @types/pg.
  interface ClientBase {
    unref(): void;
  }
}

/** Where and as whom to connect; `host` is the directory of the socket. */
export interface EmbeddedConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Session advisory lock of the process that owns the server. The number is ours alone; it dies with its holder. */
const OWNER_LOCK = 731_100_1;

export type Claim =
  | { outcome: 'owned'; client: Client; build: string; version: string }
  | { outcome: 'taken'; by: string }
  | { outcome: 'unavailable'; error: unknown };

/** Tries to become the one process that owns this server. */
export async function claimServer(connection: EmbeddedConnection, name: string): Promise<Claim> {
  const client = new Client({
    ...connection,
    application_name: `${name} owner, pid ${process.pid}`,
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {}); // 'end' follows, and is what start.ts listens to
  try {
    await client.connect();
    const { rows } = await client.query<{
      owned: boolean;
      build: string | null;
      version: string;
      holder: string | null;
    }>(
      `select pg_try_advisory_lock($1) as owned,
              current_setting($2, true) as build,
              current_setting('server_version') as version,
              (select application_name from pg_locks join pg_stat_activity using (pid)
                where locktype = 'advisory' and classid = 0 and objid = $1::int and objsubid = 1
                  and granted limit 1) as holder`,
      [OWNER_LOCK, `${name}.build`],
    );
    const [row] = rows;
    if (row?.owned)
      return { outcome: 'owned', client, build: row.build ?? '', version: row.version };
    await client.end();
    // Lock not taken but no holder found: it ended between both subqueries. The caller retries.
    return row?.holder
      ? { outcome: 'taken', by: row.holder }
      : { outcome: 'unavailable', error: new Error('the owner changed meanwhile') };
  } catch (error) {
    void client.end().catch(() => {});
    if (errorCode(error) === '28P01')
      throw new EmbeddedPostgresError(
        'The built-in database refuses the password stored beside it.',
        'The file linchpin.password was changed or restored from elsewhere: restore the whole data directory.',
        { cause: error },
      );
    return { outcome: 'unavailable', error };
  }
}

/** Whether any server answers on a socket, even one whose process we cannot see (another container). */
export function answers(socketFile: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(socketFile);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
