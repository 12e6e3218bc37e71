import { sql, type Kysely } from 'kysely';

/** Counts of posts that cost the same however many there are, and a trigger that runs once for many Pins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Changes of counts, added and never updated, so that two writers of one workspace do not wait for each other.
  `create table post_tally (
    -- No reference: the posts of a workspace are still counted while it is being deleted.
    workspace_id text not null,
    status text not null,
    delta int not null
  )`,
  `create index post_tally_of on post_tally (workspace_id, status)`,
  // Nobody adds a post between the count and the trigger that goes on counting.
  `lock table post in share row exclusive mode`,
  `insert into post_tally select workspace_id, status, count(*) from post group by workspace_id, status`,
  `create function tally_post() returns trigger language plpgsql as $$
  declare
    workspace text := coalesce(new.workspace_id, old.workspace_id);
  begin
    if tg_op <> 'INSERT' then
      insert into post_tally values (workspace, old.status, -1);
    end if;
    if tg_op <> 'DELETE' then
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
  `create trigger post_tally_on_change after insert or delete on post
    for each row execute function tally_post()`,
  `create trigger post_tally_on_status after update of status on post
    for each row when (old.status is distinct from new.status) execute function tally_post()`,
  // A post with fifty Pins derives its status once, not fifty times.
  `drop trigger pin_status_on_insert on pin`,
  `create function derive_status_of(changed text) returns void language plpgsql as $$
  declare
    derived text;
    resting boolean;
  begin
    -- The post is locked before its Pins are read: of two Pins that end at once, the second sees the first.
    perform 1 from post where id = changed for update;
    select case
      when count(*) = 0 then 'draft'
      when bool_or(status = 'draft') then 'draft'
      when bool_or(status = 'publishing') then 'publishing'
      when bool_or(status in ('scheduled', 'held')) then 'scheduled'
      when bool_or(status = 'published') then
        case when bool_or(status in ('failed', 'cancelled')) then 'partial' else 'published' end
      when bool_or(status = 'failed') then 'failed'
      else 'cancelled' end,
      coalesce(not bool_or(status in ('scheduled', 'publishing')), true)
    into derived, resting from pin where post_id = changed;
    update post set status = derived, updated_at = now()
      where id = changed and status is distinct from derived;
    if resting and derived <> 'draft' then
      perform pg_notify('linchpin_post_done', changed);
    end if;
  end $$`,
  `create or replace function derive_post_status() returns trigger language plpgsql as $$
  begin
    perform derive_status_of(coalesce(new.post_id, old.post_id));
    return null;
  end $$`,
  `create function derive_status_of_added() returns trigger language plpgsql as $$
  begin
    perform derive_status_of(post_id) from (select distinct post_id from added order by post_id) posts;
    return null;
  end $$`,
  // The payload is the lane: upload workers need not wake for every planned Pin.
  `create or replace function announce_due_pin() returns trigger language plpgsql as $$
  declare
    lane text := 'pins';
  begin
    if tg_level = 'ROW' and new.step = 'uploading' then
      lane := 'uploads';
    end if;
    perform pg_notify('linchpin_pin_due', lane);
    return null;
  end $$`,
  // What may be on Pinterest without our knowing is asked for with each look at a board.
  `create index pin_unresolved on pin (account_id, board_id)
    where step in ('creating', 'reconciling') or status = 'failed' and problem->>'code' = 'PIN_OUTCOME_UNKNOWN'`,
  `create trigger pin_status_on_insert after insert on pin referencing new table as added
    for each statement execute function derive_status_of_added()`,
];
