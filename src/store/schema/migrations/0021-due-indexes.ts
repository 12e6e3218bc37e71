import { sql, type Kysely } from 'kysely';

/** Replaced by those of the line, which serve processes of the release before as well. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['pin_due', 'pin_upload_due']) await sql.raw(`drop index ${name}`).execute(db);
}
