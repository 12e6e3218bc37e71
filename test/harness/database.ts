import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, dropDatabase } from '../../src/postgres/index.ts';
import type { DatabaseConfig } from '../../src/store/index.ts';
import { readByThemselves, searchClockFirst } from './clock.ts';
import type { TestServer } from './postgres.ts';

/** A database of its own for a test, migrated and empty; with `empty` it has not even tables. */
export async function temporaryDatabase(
  options: {
    empty?: boolean;
    /** Whether the Pins of users are read by themselves when they are connected. */
    importsPins?: boolean | undefined;
    /** Whether the numbers of users are read by themselves. */
    collectsNumbers?: boolean | undefined;
  } = {},
): Promise<{ connection: DatabaseConfig; drop: () => Promise<void> }> {
  const server = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(server, name, options.empty ? {} : { template: server.template });
  const connection = server.external
    ? { connectionString: databaseUrl(server, name) }
    : {
        host: server.host,
        port: server.port,
        user: server.user,
        password: server.password,
        database: name,
      };
  if (!options.empty) await searchClockFirst(server, name);
  if (options.importsPins) await readByThemselves(connection, 'pin_import', true);
  if (options.collectsNumbers) await readByThemselves(connection, 'collection', true);
  return { connection, drop: () => dropDatabase(server, name) };
}

/** The address of a database of this run's server, as DATABASE_URL takes it. */
export function databaseUrl(server: TestServer, database: string): string {
  const { user, password, host, port } = server;
  const who = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return host.startsWith('/')
    ? `postgres://${who}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${who}@${host}:${port}/${database}`;
}
