import { sql, type Kysely } from 'kysely';

/** Files of posts are worked through by workers, some rows at a time: `post_import` becomes a leased table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table post_import
    add column due_at timestamptz,
    add column lease_owner text,
    add column lease_until timestamptz,
    add column lease_token bigint not null default 0,
    add column claims int not null default 0,
    add column given_up_at timestamptz,
    add column state text not null default 'done',
    add column dry_run boolean not null default false,
    add column existing int not null default 0,
    add column valid int not null default 0,
    add column refused int not null default 0,
    add column cancelled int not null default 0,
    add column reading jsonb,
    add column asked_by jsonb,
    add column granted jsonb,
    add column problem jsonb,
    add column ended_at timestamptz`,
  // One of a workspace at a time, so that none of them takes the turns of the others.
  `create unique index post_import_at_work on post_import (workspace_id) where lease_owner is not null`,
  `create index post_import_due on post_import (due_at) where lease_owner is null and due_at is not null`,
  `create trigger post_import_due_changed after insert or update of due_at, lease_owner on post_import for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  `create function end_given_up_import() returns trigger language plpgsql as $$
  begin
    new.state := 'stopped';
    new.ended_at := now();
    return new;
  end $$`,
  `create trigger post_import_given_up before update of given_up_at on post_import for each row
    when (old.given_up_at is null and new.given_up_at is not null) execute function end_given_up_import()`,
  // The post of a row that is still to be made, and the key under which it is made once.
  `alter table post_import_row
    add column outcome text,
    add column problems jsonb,
    add column post jsonb,
    add column key text`,
  `create index post_import_row_waiting on post_import_row (import_id, number) where post is not null`,
];
