import { sql, type Kysely } from 'kysely';

/**
 * Wanted changes of live Pins, the leased table `pin_change`, and live Pins that a workspace does not want to see
 * (`hidden_pin`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table pin_change (
    id text primary key,
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz,
    identity_id text not null references identity on delete cascade,
    account_id text not null references account on delete cascade,
    workspace_id text not null references workspace on delete cascade,
    pinterest_pin_id text not null,
    kind text not null,
    before jsonb not null,
    wanted jsonb not null,
    live jsonb,
    state text not null default 'open',
    problem jsonb,
    asked_by jsonb not null,
    batch_id text,
    undo_of text,
    waits int not null default 0,
    asked_at timestamptz not null default now(),
    sent_at timestamptz,
    ended_at timestamptz
  )`,
  `create unique index pin_change_open on pin_change (identity_id, pinterest_pin_id) where state = 'open'`,
  // One write of a user at a time, as Pinterest refuses those that overlap.
  `create unique index pin_change_at_work on pin_change (identity_id) where lease_owner is not null`,
  `create index pin_change_due on pin_change (due_at) where lease_owner is null and due_at is not null`,
  `create index pin_change_asked on pin_change (workspace_id, asked_at desc, id desc)`,
  `create index pin_change_batch on pin_change (batch_id) where batch_id is not null`,
  `create index pin_change_of_account on pin_change (account_id)`,
  `create trigger pin_change_due_changed after insert or update of due_at, lease_owner on pin_change for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  // A change that is given up is open no more: another one of the Pin may be asked for.
  `create function end_given_up_change() returns trigger language plpgsql as $$
  begin
    new.state := 'refused';
    new.problem := null;
    new.ended_at := now();
    return new;
  end $$`,
  `create trigger pin_change_given_up before update of given_up_at on pin_change for each row
    when (old.given_up_at is null and new.given_up_at is not null) execute function end_given_up_change()`,
  `create table hidden_pin (
    workspace_id text not null references workspace on delete cascade,
    identity_id text not null references identity on delete cascade,
    pinterest_pin_id text not null,
    hidden_at timestamptz not null default now(),
    primary key (workspace_id, identity_id, pinterest_pin_id)
  )`,
];
