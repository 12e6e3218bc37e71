import { sql, type Kysely } from 'kysely';

/** Accounts under a name of their own, as Zernio's API has them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table account_group (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    name text not null,
    account_ids text[] not null,
    created_at timestamptz not null default now()
  )`.execute(db);
  await sql`create unique index account_group_name on account_group (workspace_id, lower(name))`.execute(
    db,
  );
}
