import { Client, escapeIdentifier } from 'pg';
import { EmbeddedPostgresError } from './error.ts';
import type { EmbeddedConnection } from './owner.ts';

/** PostgreSQL cuts longer names silently, bytes. */
const LONGEST_NAME = 63;

/**
 * Creates an empty database, or a copy of `template`, to which nobody may be connected.
 * @returns the connection to it
 */
export async function createDatabase(
  connection: EmbeddedConnection,
  name: string,
  options: { template?: string } = {},
): Promise<EmbeddedConnection> {
  // Copied file by file: through the log, a block at a time, takes three times as long.
  const template =
    options.template === undefined
      ? ''
      : ` template ${quoted(options.template)} strategy file_copy`;
  await execute(connection, `create database ${quoted(name)}${template}`);
  return { ...connection, database: name };
}

/** Drops a database if it exists, ending the sessions in it. */
export async function dropDatabase(connection: EmbeddedConnection, name: string): Promise<void> {
  await execute(connection, `drop database if exists ${quoted(name)} with (force)`);
}

function quoted(name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > LONGEST_NAME || name.includes('\0'))
    throw new EmbeddedPostgresError(
      `"${name}" cannot name a database.`,
      `Use 1 to ${LONGEST_NAME} bytes.`,
    );
  return escapeIdentifier(name);
}

async function execute(connection: EmbeddedConnection, statement: string): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
