import { sql, type Kysely } from 'kysely';

/** What was asked for under a key, so that the same key with something else is noticed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table accepted_request add column input_hash text`.execute(db);
}
