import { sql, type Kysely } from 'kysely';

/**
 * Tables `event` (public event log), `remote_pin` (Pins as Pinterest shows them) and `task` (leased background tasks).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `xid` allows a cursor without gaps: ids are assigned before commit, so their order is not commit order.
  `create table event (
    id bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    workspace_id text not null,
    kind text not null,
    post_id text,
    pin_id text,
    account_id text,
    facts jsonb not null default '{}',
    at timestamptz not null default clock_timestamp()
  )`,
  `create index event_in_order on event (xid, id)`,
  `create index event_of_workspace on event (workspace_id, xid, id)`,
  `create index event_at on event using brin (at)`,

  // What Pinterest shows of a user, whether we published it or not. A publication is a row of pin, and only that.
  `create table remote_pin (
    identity_id text not null references identity on delete cascade,
    pinterest_pin_id text not null,
    board_id text not null,
    section_id text,
    title text,
    description text,
    link text,
    alt_text text,
    media jsonb not null default '{}',
    created_at timestamptz,
    first_seen_at timestamptz not null default now(),
    seen_run bigint not null default 0,
    changed_at timestamptz not null default now(),
    gone_at timestamptz,
    gone_why text,
    pin_id text,
    primary key (identity_id, pinterest_pin_id)
  )`,
  `insert into remote_pin (identity_id, pinterest_pin_id, board_id, section_id, title, description, link, alt_text,
      first_seen_at, pin_id)
    select identity_id, pinterest_pin_id, board_id, section_id, title, description, link, alt_text,
      coalesce(published_at, now()), id
    from pin where status = 'published' and pinterest_pin_id is not null and identity_id is not null
    on conflict do nothing`,

  `create table task (
    id text primary key,
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz
  )`,
  `create unique index task_at_work on task (id) where lease_owner is not null`,
  `create index task_due on task (due_at) where lease_owner is null and due_at is not null`,
  `insert into task (id, due_at) values ('purge', now())`,
  `create function announce_due() returns trigger language plpgsql as $$
  begin
    perform pg_notify('linchpin_due', tg_table_name);
    return null;
  end $$`,
  `create trigger task_due_changed after insert or update of due_at, lease_owner on task for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,

  // Existing posts count as announced; their later outcomes still write events.
  `alter table post add column announced_status text default 'scheduled'`,
  `alter table post alter column announced_status drop default`,
  // Each end of a post is told once, and so is that it was planned: not what its status says on the way there.
  `create or replace function derive_status_of(changed text) returns void language plpgsql as $$
  declare
    derived text;
    resting boolean;
    planned boolean;
    known post%rowtype;
    tells text;
  begin
    -- The post is locked before its Pins are read: of two Pins that end at once, the second sees the first.
    select * into known from post where id = changed for update;
    select case
      when count(*) = 0 then 'draft'
      when bool_or(status = 'draft') then 'draft'
      when bool_or(status = 'publishing') then 'publishing'
      when bool_or(status in ('scheduled', 'held')) then 'scheduled'
      when bool_or(status = 'published') then
        case when bool_or(status in ('failed', 'cancelled')) then 'partial' else 'published' end
      when bool_or(status = 'failed') then 'failed'
      else 'cancelled' end,
      coalesce(not bool_or(status in ('scheduled', 'publishing')), true),
      coalesce(bool_or(status = 'scheduled' and due_at > now()), false)
    into derived, resting, planned from pin where post_id = changed;
    tells := case
      when derived in ('published', 'partial', 'failed', 'cancelled') then derived
      when derived = 'scheduled' and planned then 'scheduled'
      -- After a retry or a change its end is told again.
      when derived in ('publishing', 'draft') and known.announced_status <> 'scheduled' then null
      else known.announced_status end;
    update post set status = derived, announced_status = tells, updated_at = now()
      where id = changed and (status is distinct from derived or announced_status is distinct from tells);
    if tells is distinct from known.announced_status and tells is not null then
      insert into event (workspace_id, kind, post_id) values (known.workspace_id, 'post.' || tells, changed);
    end if;
    if resting and derived <> 'draft' then
      perform pg_notify('linchpin_post_done', changed);
    end if;
  end $$`,
  `create or replace function derive_post_status() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and new.status in ('published', 'failed', 'held', 'cancelled') then
      insert into event (workspace_id, kind, post_id, pin_id, account_id, facts)
      values (new.workspace_id, 'pin.' || new.status, new.post_id, new.id, new.account_id,
        jsonb_strip_nulls(jsonb_build_object('pinterestPinId', new.pinterest_pin_id, 'code',
          case new.status when 'failed' then new.problem ->> 'code' when 'held' then new.held_reason ->> 'code' end)));
    end if;
    if tg_op = 'UPDATE' and new.status = 'published' and new.pinterest_pin_id is not null then
      insert into remote_pin (identity_id, pinterest_pin_id, board_id, section_id, title, description, link, alt_text,
        pin_id)
      values (new.identity_id, new.pinterest_pin_id, new.board_id, new.section_id, new.title, new.description,
        new.link, new.alt_text, new.id)
      on conflict (identity_id, pinterest_pin_id) do update set pin_id = excluded.pin_id;
    end if;
    perform derive_status_of(coalesce(new.post_id, old.post_id));
    return null;
  end $$`,
];
