import { sql, type Kysely } from 'kysely';

/** Keys of every kind of request, who did what, and keys that reach several workspaces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table request_record (
    workspace_id text not null,
    operation text not null,
    key text not null,
    input_hash text,
    reference text not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, operation, key)
  )`,
  'create index request_record_created on request_record (created_at)',
  `insert into request_record (workspace_id, operation, key, input_hash, reference, created_at)
    select workspace_id, 'posts.create', request_id, input_hash, post_id, created_at from accepted_request`,
  `create table audit_entry (
    id bigint generated always as identity primary key,
    workspace_id text not null,
    at timestamptz not null default now(),
    operation text not null,
    subject_type text not null,
    subject_id text not null,
    actor jsonb not null,
    details jsonb not null default '{}'
  )`,
  'create index audit_entry_workspace on audit_entry (workspace_id, id)',
  `create table api_key_grant (
    key_id text not null references api_key on delete cascade,
    workspace_id text not null references workspace on delete cascade,
    scopes text[] not null,
    primary key (key_id, workspace_id)
  )`,
];
