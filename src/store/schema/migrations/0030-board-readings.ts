import { sql, type Kysely } from 'kysely';

/**
 * Boards are kept with the time they were read, and read again by a leased row of `board_refresh` for each Pinterest
 * user. A board that is gone keeps its row, so that its Pins can still say its name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table account add column boards_read_at timestamptz`,
  `alter table board add column cover_url text,
    add column listed boolean not null default true,
    add column gone_at timestamptz,
    add column sections jsonb,
    add column sections_read_at timestamptz`,
  `create table board_refresh (
    id text primary key references identity on delete cascade,
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz,
    asked_at timestamptz
  )`,
  `create unique index board_refresh_at_work on board_refresh (id) where lease_owner is not null`,
  `create index board_refresh_due on board_refresh (due_at) where lease_owner is null and due_at is not null`,
  `create trigger board_refresh_due_changed after insert or update of due_at, lease_owner on board_refresh for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  // Spread, so that an upgrade of many users does not read all of them at once.
  `insert into board_refresh (id, due_at) select id, now() + random() * interval '6 hours' from identity`,
  // By a trigger: users are added in several places, and by processes of the release before.
  `create function plan_board_refresh() returns trigger language plpgsql as $$
  begin
    insert into board_refresh (id, due_at) values (new.id, now() + interval '6 hours') on conflict do nothing;
    return null;
  end $$`,
  `create trigger identity_plans_board_refresh after insert on identity for each row
    execute function plan_board_refresh()`,
  `insert into task (id, due_at) values ('boards', now()) on conflict do nothing`,
];
