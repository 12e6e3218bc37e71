import { sql, type Kysely } from 'kysely';

/** Workspaces, keys, accounts, boards, media, posts and Pins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table workspace (
    id text primary key,
    name text not null,
    created_at timestamptz not null default now()
  )`,
  `create table api_key (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    name text not null,
    hash text not null unique,
    preview text not null,
    scopes text[] not null,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
  )`,
  `create table account (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    pinterest_user_id text not null,
    username text not null,
    display_name text not null,
    profile_image text,
    status text not null check (status in ('connected', 'needs_reconnection', 'disconnected')),
    scopes text[] not null,
    access_token bytea,
    refresh_token bytea,
    access_expires_at timestamptz,
    refresh_expires_at timestamptz,
    default_board_id text,
    sandbox boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (workspace_id, pinterest_user_id)
  )`,
  `create table board (
    account_id text not null references account on delete cascade,
    id text not null,
    name text not null,
    description text not null,
    privacy text not null,
    pin_count int,
    owner_username text,
    position int not null,
    seen_at timestamptz not null default now(),
    primary key (account_id, id)
  )`,
  `create table media (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    status text not null check (status in ('awaiting_upload', 'ready')),
    kind text check (kind in ('image', 'video')),
    filename text,
    source_url text,
    declared_type text,
    format text,
    bytes bigint,
    sha256 text,
    width int,
    height int,
    dominant_color text,
    fingerprint text,
    original_key text,
    prepared_key text,
    prepared_type text,
    prepared_bytes bigint,
    notes text[] not null default '{}',
    created_at timestamptz not null default now()
  )`,
  `create table post (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    content text not null,
    title text,
    scheduled_for timestamptz,
    timezone text not null,
    status text not null default 'draft',
    media_ids text[] not null,
    tags text[] not null default '{}',
    hashtags text[] not null default '{}',
    mentions text[] not null default '{}',
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index post_by_time on post (workspace_id, coalesce(scheduled_for, created_at) desc, id desc)`,
  `create index post_by_status on post (workspace_id, status, coalesce(scheduled_for, created_at) desc, id desc)`,
  `create table pin (
    id text primary key,
    post_id text not null references post on delete cascade,
    workspace_id text not null references workspace on delete cascade,
    account_id text not null references account on delete cascade,
    position int not null,
    board_id text not null,
    section_id text,
    title text,
    description text,
    link text,
    alt_text text,
    dominant_color text,
    custom_content text,
    media_ids text[] not null,
    scheduled_for timestamptz,
    status text not null check (status in ('draft', 'scheduled', 'publishing', 'held', 'published', 'failed', 'cancelled')),
    step text check (step in ('preparing', 'uploading', 'processing', 'creating', 'reconciling')),
    due_at timestamptz,
    held_reason jsonb,
    attempts int not null default 0,
    claims int not null default 0,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    sent_at timestamptz,
    reconcile_since timestamptz,
    waits int not null default 0,
    pinterest_pin_id text,
    published_at timestamptz,
    problem jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((lease_owner is null) = (lease_until is null)),
    check (status <> 'published' or pinterest_pin_id is not null)
  )`,
  `create index pin_of_post on pin (post_id, position)`,
  `create index pin_by_account on pin (account_id)`,
  `create index pin_due on pin (due_at, id) where lease_owner is null and status in ('scheduled', 'publishing', 'held')`,
  `create index pin_leased on pin (lease_until) where lease_owner is not null`,
  // One writer per account: Pinterest answers 429 when the same board is written to in parallel.
  `create unique index pin_one_writer on pin (account_id) where lease_owner is not null`,
  // A Pin on Pinterest belongs to one publication: what was adopted once is never adopted again.
  `create unique index pin_on_pinterest on pin (account_id, pinterest_pin_id) where pinterest_pin_id is not null`,
  `create table pin_event (
    id bigint generated always as identity primary key,
    pin_id text not null references pin on delete cascade,
    at timestamptz not null default clock_timestamp(),
    attempt int not null,
    kind text not null,
    detail jsonb not null
  )`,
  `create index pin_event_of_pin on pin_event (pin_id, id)`,
  `create table accepted_request (
    workspace_id text not null references workspace on delete cascade,
    request_id text not null,
    post_id text not null references post on delete cascade,
    created_at timestamptz not null default now(),
    primary key (workspace_id, request_id)
  )`,
  // The post is locked before its Pins are read: of two Pins that end at once, the second sees the first.
  `create function derive_post_status() returns trigger language plpgsql as $$
  declare
    derived text;
    resting boolean;
    changed text := coalesce(new.post_id, old.post_id);
  begin
    perform 1 from post where id = changed for update;
    select case
      when count(*) = 0 then 'draft'
      when bool_or(status = 'draft') then 'draft'
      when bool_or(status = 'publishing') then 'publishing'
      when bool_or(status in ('scheduled', 'held')) then 'scheduled'
      when bool_or(status = 'published') then
        case when bool_or(status in ('failed', 'cancelled')) then 'partial' else 'published' end
      when bool_or(status = 'failed') then 'failed'
      else 'cancelled' end,
      coalesce(not bool_or(status in ('scheduled', 'publishing')), true)
    into derived, resting from pin where post_id = changed;
    update post set status = derived, updated_at = now()
      where id = changed and status is distinct from derived;
    if resting and derived <> 'draft' then
      perform pg_notify('linchpin_post_done', changed);
    end if;
    return null;
  end $$`,
  `create trigger pin_status_on_insert after insert on pin
    for each row execute function derive_post_status()`,
  `create trigger pin_status_on_update after update of status on pin
    for each row when (old.status is distinct from new.status) execute function derive_post_status()`,
  `create trigger pin_status_on_delete after delete on pin
    for each row execute function derive_post_status()`,
  `create function announce_due_pin() returns trigger language plpgsql as $$
  begin
    perform pg_notify('linchpin_pin_due', '');
    return null;
  end $$`,
  `create trigger pin_due_on_insert after insert on pin
    for each statement execute function announce_due_pin()`,
  `create trigger pin_due_on_update after update of due_at on pin
    for each row when (new.lease_owner is null and new.due_at is distinct from old.due_at)
    execute function announce_due_pin()`,
];
