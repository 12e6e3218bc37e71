import { sql, type Kysely } from 'kysely';

/**
 * Live Pins as Pinterest lists them, with their numbers, and the leased table `pin_import` that reads them, one row for
 * each Pinterest user. API keys keep what they could do: who read posts reads Pins and their numbers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table remote_pin
    alter column board_id drop not null,
    add column creative_type text,
    add column link_domain text,
    add column cover_url text,
    add column parent_pinterest_pin_id text,
    add column is_owner boolean,
    add column has_been_promoted boolean,
    add column lifetime jsonb,
    add column rolling_90d jsonb,
    add column numbers_at timestamptz,
    add column missed_run bigint`,
  // In the database, so that rows of the release before have their domain as well.
  `create function link_domain_of(link text) returns text language sql immutable parallel safe as $$
    select nullif(regexp_replace(lower(
      substring(link from '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]+)')), '^www\\.', ''), '')
  $$`,
  `create function set_link_domain() returns trigger language plpgsql as $$
  begin
    new.link_domain := link_domain_of(new.link);
    return new;
  end $$`,
  `create trigger remote_pin_link before insert or update of link on remote_pin for each row
    execute function set_link_domain()`,

  `create table pin_import (
    id text primary key references identity on delete cascade,
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz,
    run bigint not null default 0,
    phase text,
    board_id text,
    bookmark text,
    bookmark_at timestamptz,
    removed int not null default 0,
    may_remove int,
    removes_all boolean not null default false,
    started_at timestamptz,
    finished_at timestamptz,
    completed_at timestamptz,
    problem jsonb
  )`,
  `create unique index pin_import_at_work on pin_import (id) where lease_owner is not null`,
  `create index pin_import_due on pin_import (due_at) where lease_owner is null and due_at is not null`,
  `create trigger pin_import_due_changed after insert or update of due_at, lease_owner on pin_import for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  `create table pin_import_board (
    identity_id text not null references pin_import on delete cascade,
    board_id text not null,
    position int not null,
    pin_count int,
    pins_seen int not null default 0,
    ended_at timestamptz,
    was_read boolean not null default false,
    primary key (identity_id, board_id)
  )`,
  // Ids seen on the board that is being read: what is not among them at its end was missed.
  `create table pin_import_page (
    identity_id text not null references pin_import on delete cascade,
    number int not null,
    pinterest_pin_ids text[] not null,
    primary key (identity_id, number)
  )`,
  // Spread, so that an upgrade of many users does not read all of them at once.
  `insert into pin_import (id, due_at) select id, now() + random() * interval '6 hours' from identity`,
  // By a trigger: users are connected in several places, and by processes of the release before. Other permissions show
  // other boards, so they are read anew as well. The first Pins of a person who has just connected come first.
  `create function plan_pin_import() returns trigger language plpgsql as $$
  begin
    insert into pin_import as import (id, due_at) values (new.id, now() + interval '10 seconds')
      on conflict (id) do update set due_at = least(import.due_at, excluded.due_at) where import.lease_owner is null;
    return null;
  end $$`,
  `create trigger identity_added_plans_pin_import after insert on identity for each row
    when (new.status = 'connected') execute function plan_pin_import()`,
  `create trigger identity_changed_plans_pin_import after update of status, scopes on identity for each row
    when (new.status = 'connected' and (old.status <> new.status or old.scopes is distinct from new.scopes))
    execute function plan_pin_import()`,

  ...['api_key', 'api_key_grant'].flatMap((table) => [
    `update ${table} set scopes = scopes || array['pins:read', 'analytics:read']
      where 'posts:read' = any(scopes) and not 'pins:read' = any(scopes)`,
    `update ${table} set scopes = scopes || array['pins:write', 'pins:delete', 'analytics:write']
      where 'posts:write' = any(scopes) and not 'pins:write' = any(scopes)`,
  ]),
];
