import { sql, type Kysely } from 'kysely';

/**
 * Tables `webhook` (who is told of events), `webhook_cursor` (up to where events were handed out), `delivery` (an event
 * for a webhook, leased) and `delivery_attempt` (each request and its answer).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `kinds`: the events of `events` in our own names. `since_xid`: earlier transactions are not told.
  `create table webhook (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    name text not null,
    url text not null,
    format text not null,
    events text[] not null,
    kinds text[] not null,
    secret bytea,
    old_secret bytea,
    old_secret_until timestamptz,
    custom_headers bytea,
    is_active boolean not null default true,
    since_xid xid8 not null default pg_current_xact_id(),
    failure_count int not null default 0,
    failing_since timestamptz,
    last_success_at timestamptz,
    active_since timestamptz not null default now(),
    disabled_at timestamptz,
    disabled_reason text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index webhook_of_workspace on webhook (workspace_id, id)`,
  `create index webhook_active on webhook (since_xid) where is_active`,

  `create table webhook_cursor (
    singleton boolean primary key default true check (singleton),
    xid xid8 not null,
    id bigint not null
  )`,
  `insert into webhook_cursor (xid, id) values (pg_current_xact_id(), 0)`,

  // The event is copied: events are kept for a while only, and their numbers begin again after a restore.
  `create table delivery (
    id text primary key,
    seq bigint generated always as identity,
    webhook_id text not null references webhook on delete cascade,
    event_id text not null,
    kind text not null,
    post_id text,
    pin_id text,
    account_id text,
    facts jsonb not null default '{}',
    happened_at timestamptz not null,
    order_key text not null,
    state text not null default 'pending',
    format text,
    body bytea,
    attempts int not null default 0,
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz,
    created_at timestamptz not null default now(),
    ended_at timestamptz
  )`,
  `create unique index delivery_event on delivery (webhook_id, event_id)`,
  `create unique index delivery_at_work on delivery (order_key) where lease_owner is not null`,
  `create index delivery_due on delivery (webhook_id, due_at, seq) where lease_owner is null and due_at is not null`,
  `create index delivery_next_due on delivery (due_at) where lease_owner is null and due_at is not null`,
  `create index delivery_line on delivery (webhook_id, order_key, seq) where state = 'pending'`,
  `create index delivery_ended on delivery using brin (ended_at)`,

  `create table delivery_attempt (
    id bigint generated always as identity primary key,
    delivery_id text not null references delivery on delete cascade,
    webhook_id text not null,
    attempt int not null,
    url text not null,
    request_headers jsonb not null,
    status int,
    answer text,
    error text,
    duration_ms int not null,
    at timestamptz not null default clock_timestamp()
  )`,
  `create index attempt_of_delivery on delivery_attempt (delivery_id)`,
  `create index attempt_of_webhook on delivery_attempt (webhook_id, id)`,

  // No wake-up for a later time: the process that set it waits for it, the others poll every few seconds.
  `create trigger delivery_due_changed after insert or update of due_at, lease_owner on delivery for each row
    when (new.lease_owner is null and new.due_at <= now()) execute function announce_due()`,
  // No wake-up for events without a webhook.
  `create function announce_event() returns trigger language plpgsql as $$
  begin
    if exists (select from webhook where is_active) then
      perform pg_notify('linchpin_due', 'event');
    end if;
    return null;
  end $$`,
  `create trigger event_written after insert on event for each row execute function announce_event()`,
];
