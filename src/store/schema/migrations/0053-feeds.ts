import { sql, type Kysely } from 'kysely';

/**
 * Feeds whose entries become posts, a leased table. What was seen of a feed is kept as long as the feed itself: an entry
 * is taken once, for ever.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table feed (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    account_id text not null references account on delete cascade,
    name text not null,
    url text not null,
    title text,
    board text not null,
    rules jsonb not null,
    makes text not null check (makes in ('draft', 'approval', 'queue')),
    needs_approval boolean not null default false,
    is_paused boolean not null default false,
    first_read_at timestamptz,
    read_at timestamptz,
    problem jsonb,
    created_at timestamptz not null default now(),
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz
  )`,
  'create index feed_workspace on feed (workspace_id)',
  'create unique index feed_at_work on feed (id) where lease_owner is not null',
  'create index feed_due on feed (due_at) where lease_owner is null and due_at is not null',
  `create trigger feed_due_changed after insert or update of due_at, lease_owner on feed for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  `create table feed_entry (
    id text primary key,
    feed_id text not null references feed on delete cascade,
    title text,
    link text,
    outcome text not null check (outcome in ('old', 'made', 'refused')),
    post_id text references post on delete set null,
    problem jsonb,
    seen_at timestamptz not null default now()
  )`,
  'create index feed_entry_of_feed on feed_entry (feed_id, seen_at)',
  'create index feed_entry_post on feed_entry (post_id)',
  `create table feed_seen (
    feed_id text not null references feed on delete cascade,
    hash text not null,
    entry_id text not null references feed_entry on delete cascade,
    primary key (feed_id, hash)
  )`,
  'create index feed_seen_entry on feed_seen (entry_id)',
];
