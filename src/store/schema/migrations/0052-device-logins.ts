import { sql, type Kysely } from 'kysely';

/**
 * Command lines that ask to be let in (RFC 8628). Of the code that they hold and of the key that they will have, only
 * hashes are kept. What a person sees and compares is the user code.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table device_login (
        id text primary key,
        client text not null,
        device_name text,
        address text,
        device_hash text not null unique,
        user_code text not null unique,
        key_hash text not null,
        key_preview text not null,
        status text not null default 'open' check (status in ('open', 'approved', 'denied', 'collected')),
        key_id text,
        workspace_id text,
        polled_at timestamptz,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      )`,
    )
    .execute(db);
}
