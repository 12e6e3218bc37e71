import { sql, type Kysely } from 'kysely';

/** A request that writes to Pinterest is kept before it begins, when nothing is known yet of what it makes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table request_record alter column reference drop not null`.execute(db);
}
