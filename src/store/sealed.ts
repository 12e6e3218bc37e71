import { sql } from 'kysely';
import { sealedTo } from '../domain/webhooks/sealed-to.ts';
import type { Db } from './database/pool.ts';

export interface SealedColumn {
  table: string;
  column: string;
  /** What a secret of the row with this id is sealed to. */
  owner(id: string): string;
}

const row = (id: string): string => id;

/** Every column that holds a secret. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'identity', column: 'access_token', owner: row },
  { table: 'identity', column: 'refresh_token', owner: row },
  { table: 'connection', column: 'granted', owner: row },
  { table: 'webhook', column: 'secret', owner: sealedTo.secret },
  { table: 'webhook', column: 'old_secret', owner: sealedTo.secret },
  { table: 'webhook', column: 'custom_headers', owner: sealedTo.headers },
];

/** Secrets of a column that do not begin with `mark`, in the order of their ids. @param after id to go on after. */
export async function listSealedOtherwise(
  db: Db,
  { table, column }: SealedColumn,
  mark: Buffer,
  after: string,
  limit: number,
): Promise<{ id: string; sealed: Buffer }[]> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} is not null and id > ${after}
      and substring(${sql.ref(column)} from 1 for ${mark.length}) <> ${mark}
    order by id limit ${limit}`.execute(db);
  return rows;
}

/** Puts another seal on a secret, unless it was replaced since it was read. */
export const replaceSealed = async (
  db: Db,
  { table, column }: SealedColumn,
  { id, sealed }: { id: string; sealed: Buffer },
  next: Buffer,
): Promise<void> =>
  void (await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${next}
    where id = ${id} and ${sql.ref(column)} = ${sealed}`.execute(db));
