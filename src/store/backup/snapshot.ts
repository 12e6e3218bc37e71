import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DatabaseConfig } from '../database/pool.ts';
import { appliedMigrations } from '../database/migrate.ts';
import { openSession } from '../database/session.ts';
import { currentSchema, listTables, type Table } from '../schema/tables.ts';

/** All rows as of one moment, without blocking others. */
export interface Snapshot {
  /** By the database's clock. */
  takenAt: Date;
  /** The last change of the schema. */
  migration: string;
  /** Each after those it refers to. */
  tables: Table[];
  /** The rows of a table in PostgreSQL's text format of COPY, one per line. One at a time. */
  rows(table: Table): Readable;
  /** Keys of the files that media rows name. */
  mediaKeys(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openSnapshot(connection: DatabaseConfig): Promise<Snapshot> {
  const session = await openSession(connection, 'linchpin backup');
  const { client, db } = session;
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await sql<{ at: Date }>`select now() as at`.execute(db);
    return {
      takenAt: rows[0]?.at ?? new Date(),
      migration: (await appliedMigrations(db)).at(-1) ?? '',
      tables: await listTables(db, await currentSchema(db)),
      rows: ({ name, columns }) => client.query(copyTo(copy(name, columns, 'to stdout'))),
      mediaKeys: async () => {
        const found = await sql<{ key: string }>`
          select unnest(array[original_key, prepared_key]) as key from media order by 1`.execute(
          db,
        );
        return [...new Set(found.rows.flatMap(({ key }) => key ?? []))];
      },
      close: session.close,
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

export const copy = (table: string, columns: readonly string[], direction: string): string =>
  `copy ${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')}) ${direction}`;
