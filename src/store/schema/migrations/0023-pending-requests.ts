import { sql, type Kysely } from 'kysely';

/** `reference` may be null: a request that writes to Pinterest is recorded before it starts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table request_record alter column reference drop not null`.execute(db);
}
