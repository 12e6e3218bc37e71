import { sql, type Kysely } from 'kysely';

/** People with their roles and passwords, sessions, invitations and links for a new password. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table person (
    id text primary key,
    login text not null,
    login_key text not null unique,
    name text not null,
    password_hash text,
    oidc_issuer text,
    oidc_subject text,
    created_at timestamptz not null default now(),
    unique (oidc_issuer, oidc_subject)
  )`,
  `create table membership (
    workspace_id text not null references workspace on delete cascade,
    person_id text not null references person on delete cascade,
    role text not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, person_id)
  )`,
  'create index membership_person on membership (person_id)',
  `create table invite (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    role text not null,
    note text,
    token_hash text not null unique,
    created_by jsonb not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    used_by text references person on delete set null
  )`,
  'create index invite_workspace on invite (workspace_id)',
  `create table password_reset (
    person_id text primary key references person on delete cascade,
    token_hash text not null unique,
    expires_at timestamptz not null
  )`,
  `create table session (
    id text primary key,
    token_hash text not null unique,
    person_id text references person on delete cascade,
    key_id text references api_key on delete cascade,
    workspace_id text references workspace on delete cascade,
    user_agent text,
    address text,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    check ((person_id is null) <> (key_id is null))
  )`,
  'create index session_person on session (person_id)',
  'create index session_key on session (key_id)',
  // Failed sign-ins by account name and by address; losing them in a crash does no harm.
  `create unlogged table sign_in_failure (
    subject text primary key,
    count integer not null,
    since timestamptz not null
  )`,
  ...[
    ['session', 'delete or update of workspace_id'],
    ['person', 'delete or update'],
    ['membership', 'insert or update or delete'],
  ].map(
    ([table, change]) => `create trigger ${table}_changed after ${change} on ${table}
      for each statement execute function announce_key_change()`,
  ),
];
