import { sql, type Kysely } from 'kysely';

/**
 * Connecting accounts: consents that are under way (`connection`), when tokens are to be renewed (`token_renewal`), and
 * the right to renew those of one Pinterest user (columns of `identity`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table connection (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    host text not null,
    state_hash text not null unique,
    asked_by jsonb not null,
    browser_hash text,
    started_at timestamptz,
    own_page boolean not null default false,
    scopes text[] not null,
    redirect_uri text not null,
    return_url text,
    headless boolean not null default false,
    account_id text,
    status text not null default 'open' check (status in ('open', 'granting', 'granted', 'connected', 'failed')),
    problem jsonb,
    granted bytea,
    ticket_hash text unique,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  `create index connection_by_age on connection (created_at)`,

  `alter table identity
    add column renewing_by text,
    add column renewing_until timestamptz,
    add column end_told_for timestamptz,
    add column missing_scopes text[] not null default '{}'`,
  // An account was unique by the Pinterest user's id alone, which two hosts of Pinterest may both use.
  `create unique index account_of_workspace on account (workspace_id, identity_id)`,
  `alter table account add column custom_name text`,

  `create table token_renewal (
    id text primary key references identity on delete cascade,
    due_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    lease_token bigint not null default 0,
    claims int not null default 0,
    given_up_at timestamptz
  )`,
  `create unique index token_renewal_at_work on token_renewal (id) where lease_owner is not null`,
  `create index token_renewal_due on token_renewal (due_at) where lease_owner is null and due_at is not null`,
  `create trigger token_renewal_due_changed after insert or update of due_at, lease_owner on token_renewal for each row
    when (new.lease_owner is null and new.due_at is not null) execute function announce_due()`,
  // The first look at each sets when it is really due.
  `insert into token_renewal (id, due_at) select id, now() from identity`,
];
