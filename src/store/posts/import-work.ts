import { sql, type Kysely } from 'kysely';
import { problem, type Problem } from '../../domain/errors/index.ts';
import type { Db } from '../database/pool.ts';
import { leasedRows, type LeasedRows } from '../leases.ts';
import { storable } from '../pins/events.ts';
import type { ImportedRow, ImportOutcome, PostImportRow, PostImportState } from '../schema/rows.ts';
import type { Store } from '../store.ts';

/** Files of posts with rows that are still to be made. Its key is the workspace. */
export const postImports = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
): LeasedRows<PostImportRow> =>
  leasedRows(store, {
    table: 'post_import',
    key: 'workspace_id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 1_000, 600_000),
    maxClaims: 20,
  });

/** Another worker has the import. */
export class PostImportLost extends Error {}

export async function postImportState(db: Db, id: string): Promise<PostImportState | null> {
  const row = await db
    .selectFrom('postImport')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.state ?? null;
}

export type WaitingRow = Pick<ImportedRow, 'number' | 'raw' | 'key'> & {
  post: NonNullable<ImportedRow['post']>;
};

/** The next rows that wait, in the order of the file. */
export async function waitingRows(db: Db, importId: string, limit: number): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select number, raw, key, post from post_import_row
    where import_id = ${importId} and post is not null order by number limit ${limit}`.execute(db);
  return rows;
}

/** How a row ended. */
export interface ImportedEnd {
  number: number;
  outcome: ImportOutcome;
  postId: string | null;
  problems: readonly object[];
}

type Held = Pick<PostImportRow, 'id' | 'leaseToken'>;

/**
 * Stores how rows ended, with the counts of their import, in one transaction under the lease. A post that exists and is
 * younger than the import was made by it, by a worker that died before it could say so.
 * @throws PostImportLost
 */
export async function keepImported(
  store: Pick<Store, 'transaction'>,
  held: Held,
  ends: readonly ImportedEnd[],
): Promise<void> {
  await store.transaction(async (tx) => {
    const { rows } = await sql`
      select from post_import where id = ${held.id} and lease_token = ${held.leaseToken}
        and lease_owner is not null for no key update`.execute(tx);
    if (rows.length === 0) throw new PostImportLost('Another worker has the import.');
    await sql`
      with ended as (
        update post_import_row stored set post = null, post_id = given."postId", problems = given.problems,
          outcome = case when given.outcome = 'existing' and exists (
            select from post where post.id = given."postId" and post.created_at >= import.created_at
          ) then 'created' else given.outcome end
        from jsonb_to_recordset(${storable(ends)}::jsonb)
          as given(number int, outcome text, "postId" text, problems jsonb), post_import import
        where stored.import_id = ${held.id} and import.id = ${held.id} and stored.number = given.number
          and stored.post is not null
        returning stored.outcome
      ), counted as (
        select count(*) filter (where outcome in ('created', 'existing'))::int as made,
          count(*) filter (where outcome = 'existing')::int as existing,
          count(*) filter (where outcome = 'valid')::int as valid,
          count(*) filter (where outcome = 'refused')::int as refused,
          count(*) filter (where outcome = 'cancelled')::int as cancelled from ended
      )
      update post_import import set made = import.made + counted.made, existing = import.existing + counted.existing,
        valid = import.valid + counted.valid, refused = import.refused + counted.refused,
        cancelled = import.cancelled + counted.cancelled
      from counted where import.id = ${held.id}`.execute(tx);
  });
}

/** Ends the work on an import. @returns false when the lease was lost; then nothing was changed. */
export async function endPostImport(
  db: Db,
  held: Held,
  end: { state: 'done' | 'cancelled' } | { state: 'stopped'; problem: Problem },
): Promise<boolean> {
  const why = end.state === 'stopped' ? storable(end.problem) : null;
  const { numAffectedRows } = await sql`
    update post_import set state = ${end.state}, problem = ${why}::jsonb, ended_at = now(), due_at = null,
      claims = 0, lease_owner = null, lease_until = null
    where id = ${held.id} and lease_token = ${held.leaseToken} and lease_owner is not null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Has an import end after the rows that are being made right now. @returns false: it has ended. */
export async function cancelPostImport(
  db: Db,
  { id, workspaceId }: Pick<PostImportRow, 'id' | 'workspaceId'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update post_import set state = 'cancelling', due_at = coalesce(due_at, now())
    where id = ${id} and workspace_id = ${workspaceId} and state in ('working', 'cancelling')`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Which rows of a file came after the backup is not known: nothing more is made of one that was under way. */
export async function markRestoredImports(db: Kysely<unknown>): Promise<void> {
  const why = storable(problem('POST_IMPORT_FROM_BACKUP'));
  await sql`
    update post_import set state = 'stopped', problem = ${why}::jsonb, ended_at = now(), due_at = null,
      lease_owner = null, lease_until = null, lease_token = lease_token + 1
    where state in ('working', 'cancelling')`.execute(db);
}
