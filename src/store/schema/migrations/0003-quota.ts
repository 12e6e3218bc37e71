import { sql, type Kysely } from 'kysely';

/** What Pinterest's limits leave, links it distrusts, and indexes for claiming and recognising Pins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // One row per counter of Pinterest's: of an account (Standard access) or of the whole app (Trial access).
  `create table quota (
    owner text not null,
    category text not null,
    allowed int not null,
    window_seconds int not null,
    used int not null,
    ends_at timestamptz not null,
    updated_at timestamptz not null default now(),
    primary key (owner, category)
  )`,
  `create table link_pause (
    account_id text not null references account on delete cascade,
    domain text not null,
    until timestamptz not null,
    blocks int not null default 1,
    created_at timestamptz not null default now(),
    primary key (account_id, domain)
  )`,
  // The head of each account's line, for jumping from account to account however long the lines are.
  `create index pin_waiting on pin (account_id, due_at, id)
    where lease_owner is null and due_at is not null and status in ('scheduled', 'publishing', 'held')`,
  // Pins whose answer was lost are few; they are asked for before every further create of the account.
  `create index pin_reconciling on pin (account_id) where step = 'reconciling'`,
  `create index pin_by_pinterest_id on pin (pinterest_pin_id) where pinterest_pin_id is not null`,
];
