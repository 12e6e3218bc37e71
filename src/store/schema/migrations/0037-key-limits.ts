import { sql, type Kysely } from 'kysely';

/** When keys expire, when they were last used, and how much each may ask for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table api_key
    add column expires_at timestamptz,
    add column requests_per_minute integer,
    add column created_by jsonb`,
  // Beside the key: every change of a key makes all processes read their keys again.
  `create table api_key_use (
    key_id text primary key references api_key on delete cascade,
    used_at timestamptz not null
  )`,
  `create unlogged table key_window (
    key_id text primary key,
    minute bigint not null,
    used integer not null
  )`,
];
