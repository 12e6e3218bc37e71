import { sql, type Insertable } from 'kysely';
import type { Problem } from '../../domain/errors/index.ts';
import { anyOf } from '../database/any-of.ts';
import { interval } from '../database/interval.ts';
import type { Db, Tx } from '../database/pool.ts';
import { storable } from '../pins/events.ts';
import type { Database, ImportedRow, ImportOutcome, PostImportRow } from '../schema/rows.ts';

/** A row of a file as it is stored: with a post it waits, else it has ended. */
export type NewImportedRow = Pick<ImportedRow, 'number' | 'raw'> &
  Partial<Pick<ImportedRow, 'outcome' | 'postId' | 'error' | 'problems' | 'post' | 'key'>>;

/** Stores a file of posts with its rows. One with rows that wait is due at once. */
export async function insertPostImport(
  tx: Tx,
  made: Insertable<Database['postImport']>,
  rows: readonly NewImportedRow[],
): Promise<PostImportRow> {
  const row = await tx
    .insertInto('postImport')
    .values({ ...made, ...(made.state === 'working' && { dueAt: sql<Date>`now()` }) })
    .returningAll()
    .executeTakeFirstOrThrow();
  await sql`
    insert into post_import_row (import_id, number, outcome, post_id, error, problems, raw, post, key)
    select ${made.id}, number, outcome, "postId", error, problems, raw, post, key
    from jsonb_to_recordset(${storable(rows)}::jsonb) as given(number int, outcome text, "postId" text, error text,
      problems jsonb, raw jsonb, post jsonb, key text)`.execute(tx);
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

export interface ImportedRowFilter {
  /** null: those that wait. */
  outcome?: ImportOutcome | null | undefined;
  /** Whether they became a post. */
  made?: boolean | undefined;
  limit: number;
  offset: number;
}

/** Rows of an import in order. */
export async function listImportedRows(
  db: Db,
  importId: string,
  { outcome, made, limit, offset }: ImportedRowFilter,
): Promise<{ rows: ImportedRow[]; total: number }> {
  const all = db
    .selectFrom('postImportRow')
    .where('importId', '=', importId)
    .$if(outcome === null, (query) => query.where('outcome', 'is', null))
    .$if(outcome !== undefined && outcome !== null, (query) =>
      query.where('outcome', '=', outcome ?? null),
    )
    .$if(made !== undefined, (query) => query.where('postId', made ? 'is not' : 'is', null));
  const [rows, { total }] = await Promise.all([
    all.selectAll().orderBy('number').limit(limit).offset(offset).execute(),
    all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows, total };
}

/** One thing that is wrong with rows of an import. */
export interface ImportProblem {
  code: string;
  message: string;
  fix: string;
  hint: Problem['hint'] | null;
  rows: number;
  firstRow: number;
}

/** Why rows of an import were refused, the most frequent reason first. */
export async function importProblems(db: Db, importId: string): Promise<ImportProblem[]> {
  const { rows } = await sql<ImportProblem>`
    select problem->>'code' as code, (array_agg(problem->>'message' order by number))[1] as message,
      (array_agg(problem->>'fix' order by number))[1] as fix,
      (array_agg(problem->'hint' order by number))[1] as hint, count(distinct number)::int as rows,
      min(number) as first_row
    from post_import_row, jsonb_array_elements(problems) problem
    where import_id = ${importId} and outcome = 'refused' and problem->>'severity' = 'error'
    group by 1 order by 4 desc, 1 limit 20`.execute(db);
  return rows;
}

export const purgePostImports = async (db: Db, keepMs: number): Promise<void> =>
  void (await sql`delete from post_import where created_at < now() - ${interval(keepMs)}`.execute(
    db,
  ));
