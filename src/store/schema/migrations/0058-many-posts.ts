import { sql, type Kysely } from 'kysely';

/** Triggers that run once for each statement: hundreds of posts are stored in one, and each had queries of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const time = 'pin_time(published_at, due_at, scheduled_for)';

/** What `findNeighbours` reads around a time: `planned` says whether Pins count that are not out yet. */
const nearest = (name: string, is: string, direction: string) =>
  `create function ${name}(identity text, moment timestamptz, most int, planned boolean, except_ids text[])
  returns table (id text, pinterest_pin_id text, board_id text, link text, fingerprint text, published_at timestamptz,
    due_at timestamptz, scheduled_for timestamptz)
  language sql stable set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
    select id, pinterest_pin_id, board_id, link, fingerprint, published_at, due_at, scheduled_for from pin
    where identity_id = identity and status in ('scheduled', 'publishing', 'held', 'published')
      and case when planned then published_at is not null or due_at is not null or scheduled_for > now()
        else status = 'published' or status = 'publishing' and sent_at is not null end
      and ${time} ${is} moment and not id = any(except_ids)
    order by ${time} ${direction} limit most
  $$`;

const statements = [
  // Functions with settings, so that rows come in the order of the index: the server counts on few Pins for an account
  // until its statistics are renewed, and would else read and sort all of them for each row of a bulk.
  nearest('pins_before', '<', 'desc'),
  nearest('pins_from', '>=', 'asc'),
  // A post of this transaction is locked by it already, and is stored with the status and the event of its Pins. One
  // whose status is that of these Pins has nothing to derive: more Pins of the same status do not change it.
  `create or replace function derive_status_of_added() returns trigger language plpgsql as $$
  begin
    perform derive_status_of(post_id) from (
      select post_id from added join post on post.id = post_id
      group by post_id, post.xmin, post.status, post.announced_status
      having not (
        post.xmin = pg_current_xact_id()::xid and case post.status
          when 'draft' then bool_or(added.status = 'draft')
          when 'scheduled' then bool_and(added.status in ('scheduled', 'held')) and (
            post.announced_status is not distinct from 'scheduled'
            or not coalesce(bool_or(added.status = 'scheduled' and added.due_at > now()), false))
          else false end)
      order by post_id) changed;
    return null;
  end $$`,
  `create function sum_up_tally(workspace text) returns void language sql as $$
    with gone as (
      delete from post_tally where ctid = any(array(
        select ctid from post_tally where workspace_id = workspace for update skip locked))
      returning status, delta
    )
    insert into post_tally select workspace, status, sum(delta) from gone group by status having sum(delta) <> 0
  $$`,
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
    -- Now and then what is there is summed up, but for what another transaction is summing up.
    if random() < 0.005 then
      perform sum_up_tally(workspace);
    end if;
    return null;
  end $$`,
  `create function tally_added_posts() returns trigger language plpgsql as $$
  begin
    insert into post_tally
      select workspace_id, status, count(*) from added where hidden_at is null group by workspace_id, status;
    if random() < 0.005 then
      perform sum_up_tally(workspace_id) from (select distinct workspace_id from added) own;
    end if;
    return null;
  end $$`,
  `drop trigger post_tally_on_change on post`,
  `create trigger post_tally_on_insert after insert on post referencing new table as added
    for each statement execute function tally_added_posts()`,
  `create trigger post_tally_on_delete after delete on post for each row execute function tally_post()`,
  `create or replace function announce_event() returns trigger language plpgsql as $$
  begin
    if exists (select from added) and exists (select from webhook where is_active) then
      perform pg_notify('linchpin_due', 'event');
    end if;
    return null;
  end $$`,
  `drop trigger event_written on event`,
  `create trigger event_written after insert on event referencing new table as added
    for each statement execute function announce_event()`,
];
