import { sql, type Insertable } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import { interval } from '../database/interval.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { Database, ImportedRow, PostImportRow } from '../schema/rows.ts';

/** Keeps what became of a file of posts. */
export async function insertPostImport(
  tx: Tx,
  made: Insertable<Database['postImport']>,
  rows: readonly Omit<ImportedRow, 'importId'>[],
): Promise<PostImportRow> {
  const row = await tx
    .insertInto('postImport')
    .values(made)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('postImportRow')
    .values(
      rows.map(({ raw, ...each }) => ({ ...each, importId: made.id, raw: JSON.stringify(raw) })),
    )
    .execute();
  return row;
}

export const findPostImport = (
  db: Db,
  workspaceId: string,
  id: string,
): Promise<PostImportRow | undefined> =>
  db
    .selectFrom('postImport')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();

/** Those of these workspaces, the newest first. */
export async function listPostImports(
  db: Db,
  workspaceIds: readonly string[],
  page: { limit: number; offset: number },
): Promise<{ imports: PostImportRow[]; total: number }> {
  const all = db.selectFrom('postImport').where('workspaceId', '=', anyOf(workspaceIds));
  const [imports, { total }] = await Promise.all([
    all
      .selectAll()
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .limit(page.limit)
      .offset(page.offset)
      .execute(),
    all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { imports, total };
}

/** Rows of an import in order. @param made whether they became a post; absent: both. */
export async function listImportedRows(
  db: Db,
  importId: string,
  { made, limit, offset }: { made?: boolean | undefined; limit: number; offset: number },
): Promise<{ rows: ImportedRow[]; total: number }> {
  const all = db
    .selectFrom('postImportRow')
    .where('importId', '=', importId)
    .$if(made !== undefined, (query) => query.where('postId', made ? 'is not' : 'is', null));
  const [rows, { total }] = await Promise.all([
    all.selectAll().orderBy('number').limit(limit).offset(offset).execute(),
    all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows, total };
}

export const purgePostImports = async (db: Db, keepMs: number): Promise<void> =>
  void (await sql`delete from post_import where created_at < now() - ${interval(keepMs)}`.execute(
    db,
  ));
