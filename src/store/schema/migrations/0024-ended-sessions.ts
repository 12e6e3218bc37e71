import { sql, type Kysely } from 'kysely';

/** Sessions that were signed out before their time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table ended_session (id text primary key, expires_at timestamptz not null)`.execute(
    db,
  );
  await sql`create trigger ended_session_changed after insert on ended_session
    for each statement execute function announce_key_change()`.execute(db);
}
