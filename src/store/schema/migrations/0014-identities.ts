import { sql, type Kysely } from 'kysely';

/**
 * One row for each Pinterest user, which accounts of several workspaces may link to: Pinterest knows one user, so there
 * is one pair of tokens, one writer, one set of limits and one line of Pins.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table identity (
    id text primary key,
    host text not null,
    pinterest_user_id text not null,
    username text not null,
    display_name text not null,
    profile_image text,
    status text not null check (status in ('connected', 'needs_reconnection')),
    scopes text[] not null default '{}',
    access_token bytea,
    refresh_token bytea,
    access_expires_at timestamptz,
    refresh_expires_at timestamptz,
    token_epoch bigint not null default 0,
    capabilities jsonb not null default '{}',
    spacing jsonb,
    clock_offset_ms bigint,
    clock_measured_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (host, pinterest_user_id)
  )`,
  // Of accounts of one user, the one with the freshest tokens. It lends its id, since tokens are sealed to that.
  `insert into identity
    select distinct on (sandbox, pinterest_user_id) id,
      case when sandbox then 'sandbox' else 'api.pinterest.com' end, pinterest_user_id,
      username, display_name, profile_image,
      case when status = 'connected' then status else 'needs_reconnection' end, scopes,
      access_token, refresh_token, access_expires_at, refresh_expires_at, 0, '{}', spacing,
      clock_offset_ms, clock_measured_at, created_at, now()
    from account
    order by sandbox, pinterest_user_id, status = 'connected' desc, access_expires_at desc nulls last, created_at, id`,
  `alter table account add column identity_id text references identity`,
  `update account set identity_id = identity.id from identity
    where identity.pinterest_user_id = account.pinterest_user_id
      and identity.host = case when account.sandbox then 'sandbox' else 'api.pinterest.com' end`,
  `create index account_of_identity on account (identity_id)`,
  `alter table account alter column scopes set default '{}'`,
  `delete from quota where owner in (select id from account where id <> identity_id)`,
  `create table spam_pause (
    identity_id text not null references identity on delete cascade,
    domain text not null,
    until timestamptz not null,
    blocks int not null default 1,
    created_at timestamptz not null default now(),
    primary key (identity_id, domain)
  )`,
  `insert into spam_pause (identity_id, domain, until, blocks, created_at)
    select identity_id, domain, max(until), max(blocks), min(link_pause.created_at)
    from link_pause join account on account.id = link_pause.account_id group by identity_id, domain`,
  // No foreign key: account_id has one, and each adds a lookup per insert.
  `alter table pin add column identity_id text`,
  // For processes of the release before, which do not know the column.
  `create function fill_pin_identity() returns trigger language plpgsql as $$
  begin
    select identity_id into new.identity_id from account where id = new.account_id;
    return new;
  end $$`,
  `create trigger pin_identity before insert on pin for each row
    when (new.identity_id is null) execute function fill_pin_identity()`,
];
