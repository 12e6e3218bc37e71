import { sql, type Kysely } from 'kysely';

/** Who writes to a Pinterest user's boards and Pins just now, other than by publishing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table write_ticket (
    identity_id text primary key references identity on delete cascade,
    token text not null,
    until timestamptz not null
  )`.execute(db);
}
