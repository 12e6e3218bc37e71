import { sql, type Kysely } from 'kysely';

/** What is added to the links of Pins, so that web statistics tell where visitors came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace add column link_tags jsonb`.execute(db);
  await sql`alter table account add column link_tags jsonb`.execute(db);
}
