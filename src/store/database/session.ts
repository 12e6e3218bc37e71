import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { Client } from 'pg';
import type { DatabaseConfig, Db } from './pool.ts';
import { unusableDatabase } from './unusable.ts';
import type { Database } from '../schema/rows.ts';

/** One connection, for streams of rows and for plain SQL in the same transaction. */
export interface Session {
  client: Client;
  /** `typed`: with camel-case plugin and types, as in pool.ts; `db`: without, for plain SQL. */
  typed: Db;
  db: Kysely<unknown>;
  close(): Promise<void>;
}

export async function openSession(connection: DatabaseConfig, name: string): Promise<Session> {
  const client = new Client({ ...connection, application_name: name });
  client.on('error', () => {}); // Whatever is being done fails with it.
  await client.connect().catch((error: unknown) => {
    throw unusableDatabase(error);
  });
  const borrowed = Object.assign(client, { release: () => {} });
  const pool = { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve() };
  const typed = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    client,
    typed,
    db: typed.withoutPlugins() as Kysely<unknown>,
    close: async () => {
      await typed.destroy();
      await client.end();
    },
  };
}
