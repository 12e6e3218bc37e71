import { sql, type Kysely } from 'kysely';

/**
 * Changes of many live Pins at once, the leased table `pin_batch`; changes out of a backup; and saves among the changes
 * of a batch. The write ticket of a change ends with its lease.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table pin_batch (
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
    what jsonb not null,
    chosen jsonb not null,
    state text not null default 'planning',
    total int not null,
    looked int not null default 0,
    same int not null default 0,
    after text not null default '',
    problem jsonb,
    asked_by jsonb not null,
    asked_at timestamptz not null default now(),
    ended_at timestamptz
  )`,
  // One of a user at a time, so that two do not wait for each other's Pins.
  `create unique index pin_batch_at_work on pin_batch (identity_id) where lease_owner is not null`,
  `create index pin_batch_due on pin_batch (due_at) where lease_owner is null and due_at is not null`,
  `create index pin_batch_asked on pin_batch (workspace_id, asked_at desc, id desc)`,
  `create index pin_batch_of_account on pin_batch (account_id)`,
  `create trigger pin_batch_due_changed after insert or update of due_at, lease_owner on pin_batch for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  `create function end_given_up_batch() returns trigger language plpgsql as $$
  begin
    new.state := 'stopped';
    new.ended_at := now();
    return new;
  end $$`,
  `create trigger pin_batch_given_up before update of given_up_at on pin_batch for each row
    when (old.given_up_at is null and new.given_up_at is not null) execute function end_given_up_batch()`,
  // Set: it was open when a backup was made at that time.
  `alter table pin_change add column from_backup timestamptz`,
  // Of a save: the post that makes it.
  `alter table pin_change add column post_id text references post on delete set null`,
  `create index pin_change_of_post on pin_change (post_id) where post_id is not null`,
  `create index pin_change_undo on pin_change (undo_of) where undo_of is not null`,
  `create index remote_pin_unpublished on remote_pin (pin_id) where gone_why = 'unpublished'`,
  // A process that was killed leaves its ticket behind, for which Pins of the user would wait.
  `create function end_write_ticket() returns trigger language plpgsql as $$
  begin
    delete from write_ticket where identity_id = old.identity_id and token = old.id;
    return null;
  end $$`,
  `create trigger pin_change_ticket_ends after update of lease_owner on pin_change for each row
    when (old.lease_owner is not null and new.lease_owner is null) execute function end_write_ticket()`,
];
