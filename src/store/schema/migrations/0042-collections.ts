import { sql, type Kysely } from 'kysely';

/**
 * The leased table `collection`: reading the numbers of a Pinterest user, a row for the account and one for the days of
 * its Pins. `pin_collection`: what the next reading of a Pin is decided by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table collection (
    id text primary key,
    identity_id text not null references identity on delete cascade,
    task text not null check (task in ('account', 'pins')),
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz,
    progress jsonb not null default '{}',
    problem jsonb,
    finished_at timestamptz,
    unique (identity_id, task)
  )`,
  // One of a user's tasks at a time.
  `create unique index collection_at_work on collection (identity_id) where lease_owner is not null`,
  `create index collection_due on collection (due_at) where lease_owner is null and due_at is not null`,
  `create trigger collection_due_changed after insert or update of due_at, lease_owner on collection for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  `create table pin_collection (
    identity_id text not null references identity on delete cascade,
    pinterest_pin_id text not null,
    read_at timestamptz,
    read_through date,
    lifetime_then bigint,
    not_before timestamptz,
    without_video_until timestamptz,
    looked_at timestamptz,
    refreshed_at timestamptz,
    primary key (identity_id, pinterest_pin_id)
  )`,
  // Spread, so that an upgrade of many users does not read all of them at once.
  `insert into collection (id, identity_id, task, due_at)
    select id || '.' || task, id, task, now() + random() * interval '6 hours'
    from identity cross join unnest(array['account', 'pins']) task`,
  // By a trigger, as pin_import: users are connected in several places, and by processes of the release before.
  `create function plan_collection() returns trigger language plpgsql as $$
  begin
    insert into collection as known (id, identity_id, task, due_at)
      select new.id || '.' || task, new.id, task, now() + make_interval(secs => wait)
      from (values ('account', 15), ('pins', 30)) soon(task, wait)
      on conflict (id) do update set due_at = least(known.due_at, excluded.due_at), given_up_at = null
      where known.lease_owner is null;
    return null;
  end $$`,
  `create trigger identity_added_plans_collection after insert on identity for each row
    when (new.status = 'connected') execute function plan_collection()`,
  `create trigger identity_changed_plans_collection after update of status, scopes on identity for each row
    when (new.status = 'connected' and (old.status <> new.status or old.scopes is distinct from new.scopes))
    execute function plan_collection()`,
];
