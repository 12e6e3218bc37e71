import { sql, type Kysely } from 'kysely';

/** Which key is the one of the settings, so that another one can take its place. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table api_key add column bootstrap boolean not null default false`.execute(db);
  await sql`update api_key set bootstrap = true where name = 'Bootstrap key'`.execute(db);
}
