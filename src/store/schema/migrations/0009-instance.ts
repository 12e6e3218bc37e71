import { sql, type Kysely } from 'kysely';

/** What all processes on this database share. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table instance (
    singleton boolean primary key default true check (singleton),
    key_check bytea not null,
    created_at timestamptz not null default now()
  )`.execute(db);
}
