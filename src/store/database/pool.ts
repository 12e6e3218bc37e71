import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool as PgPool, types as pgTypes, type CustomTypesConfig } from 'pg';
import { prepared } from './prepared.ts';
import type { Database } from '../schema/rows.ts';

/** A connection string, or the socket directory and password of the embedded server. */
export type DatabaseConfig =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string };

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

/** bigint as number: sizes and counters here stay far below 2^53. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pgTypes.builtins.INT8 && format !== 'binary'
      ? Number
      : pgTypes.getTypeParser(oid, format),
};

export interface Pool {
  db: Db;
  close(): Promise<void>;
}

/**
 * @param size connections at most; `onError` is called for connections lost while idle
 * @param answerMs milliseconds after which a statement without an answer fails and its connection is given up: without
 *   it a frozen server or a network that drops packets is noticed after many minutes only. 0: never
 */
export function openPool(
  connection: DatabaseConfig,
  size: number,
  onError: (error: Error) => void,
  answerMs = 0,
): Pool {
  const pool = new PgPool({
    ...connection,
    max: size,
    pipeline: true, // A transaction's begin travels with its first statement, see prepared.ts.
    types,
    application_name: 'linchpin',
    connectionTimeoutMillis: 10_000,
    query_timeout: answerMs,
  });
  let closing = false;
  // pg hands over the connection too, with its keys: only the error may reach a log. While closing, the server
  // may cut connections that are about to end anyway.
  pool.on('error', (error) => closing || onError(error));
  // The pool does not listen while a connection is lent out, and one that is lost between two statements of a
  // transaction would end the process. Its next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: prepared(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    db,
    close: () => {
      closing = true;
      return db.destroy();
    },
  };
}
