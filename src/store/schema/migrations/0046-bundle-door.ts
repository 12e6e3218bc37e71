import { sql, type Kysely } from 'kysely';

/**
 * What clients of bundle.social's API need kept: their own key of a post, posts that are shown no more, a picture of a
 * workspace, connections without a choice of a board, uploads in parts (`media_part`), and what became of the rows of files of
 * posts (`post_import`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table post add column reference_key text`,
  `alter table post add column hidden_at timestamptz`,
  // Hidden posts are counted with none: a list without filters takes its total from here.
  `create or replace function tally_post() returns trigger language plpgsql as $$
  declare
    workspace text := coalesce(new.workspace_id, old.workspace_id);
  begin
    if tg_op <> 'INSERT' and old.hidden_at is null then
      insert into post_tally values (workspace, old.status, -1);
    end if;
    if tg_op <> 'DELETE' and new.hidden_at is null then
      insert into post_tally values (workspace, new.status, 1);
    end if;
    -- Now and then somebody sums up what is there, leaving alone what another is summing up.
    if random() < 0.005 then
      with gone as (
        delete from post_tally where ctid = any(array(
          select ctid from post_tally where workspace_id = workspace for update skip locked))
        returning status, delta
      )
      insert into post_tally select workspace, status, sum(delta) from gone group by status having sum(delta) <> 0;
    end if;
    return null;
  end $$`,
  `create trigger post_tally_on_hiding after update of hidden_at on post
    for each row when (old.hidden_at is distinct from new.hidden_at) execute function tally_post()`,
  `alter table workspace add column avatar_url text`,
  `alter table connection add column choose_board boolean not null default true`,
  // The bytes of a part lie in the media store, so that its parts may come through several processes.
  `create table media_part (
    media_id text not null references media on delete cascade,
    number int not null,
    storage_key text not null,
    bytes bigint not null,
    etag text not null,
    received_at timestamptz not null default now(),
    primary key (media_id, number)
  )`,
  `create table post_import (
    id text primary key,
    workspace_id text not null references workspace on delete cascade,
    file_name text not null,
    rows int not null,
    made int not null,
    created_at timestamptz not null default now()
  )`,
  `create index post_import_of_workspace on post_import (workspace_id, created_at)`,
  // No reference to the post: it may go before its row does.
  `create table post_import_row (
    import_id text not null references post_import on delete cascade,
    number int not null,
    post_id text,
    error text,
    raw jsonb not null,
    primary key (import_id, number)
  )`,
];
