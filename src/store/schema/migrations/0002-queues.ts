import { sql, type Kysely } from 'kysely';

/** Queues of slots, approvals, changes of posts, and what is needed to notice a Pin sent twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table queue (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    account_id text references account on delete cascade,
    name text not null,
    timezone text not null,
    slots jsonb not null,
    active boolean not null,
    is_default boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index queue_of_workspace on queue (workspace_id, created_at, id)`,
  `create unique index queue_default on queue (workspace_id, coalesce(account_id, '')) where is_default`,
  `alter table post
    add column queue_id text references queue on delete set null,
    add column requires_approval boolean not null default false,
    add column approved_by text,
    add column approved_at timestamptz,
    add column revision int not null default 0`,
  // A slot belongs to one post; whoever finds it taken takes the next.
  `create unique index post_slot on post (queue_id, scheduled_for) where queue_id is not null`,
  `alter table pin
    add column content_key text,
    add column accepted_at timestamptz`,
  `create index pin_by_content on pin (content_key, accepted_at) where content_key is not null`,
];
