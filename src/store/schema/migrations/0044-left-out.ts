import { sql, type Kysely } from 'kysely';

/**
 * Whose answer left which metric out of a day that has others (src/analytics/left-out.ts). The view for SQL has null
 * there, for what Pinterest withheld, and for a video's metrics of a Pin that is none; it had 0. And when a person last had an account read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Metrics of a Pin in the order of src/analytics/metrics.ts; the last six are those of videos. */
const metrics = [
  'impressions',
  'saves',
  'pin_clicks',
  'outbound_clicks',
  'follows',
  'profile_visits',
  'video_views',
  'video_10s_views',
  'video_starts',
  'video_95_percent_views',
  'video_watch_ms',
  'video_avg_watch_ms',
];
const firstOfVideos = 6;

const column = (metric: string, place: number): string => {
  const set = place < firstOfVideos ? 'standard' : 'video';
  const isNone =
    set === 'video'
      ? ` or (m_${metric}.value is null and p.creative_type is not null and p.creative_type not like '%VIDEO%')`
      : '';
  return `case when d.packed_${metric} is null or withheld_${set}.ordinal is not null
        or l_${metric}.ordinal is not null${isNone} then null
      else coalesce(m_${metric}.value, 0) end as ${metric}`;
};

const joined = (metric: string, place: number): string => `
    left join lateral analytics_${place === 0 ? 'dense' : 'sparse'}(d.packed_${metric}) m_${metric}
      on m_${metric}.place = who.place
    left join lateral analytics_left_out(d.left_out) l_${metric}
      on l_${metric}.metric = ${place} and l_${metric}.ordinal = who.ordinal`;

const statements = [
  `alter table collection add column refreshed_at timestamptz`,
  `alter table account_day add column left_out bytea`,
  `do $$
  declare part regclass;
  begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'account_day'::regclass loop
      execute format('alter table %s alter left_out set storage external', part);
    end loop;
  end $$`,
  `create function analytics_left_out(packed bytea) returns table (metric int, ordinal int)
    language plpgsql immutable strict parallel safe as $$
  declare
    numbers bigint[] := analytics_varints(packed);
    place int := 1;
    stretches int;
    first bigint;
    last bigint;
  begin
    while place < cardinality(numbers) loop
      metric := numbers[place];
      stretches := numbers[place + 1];
      place := place + 2;
      last := -1;
      for i in 1 .. stretches loop
        first := last + 1 + numbers[place];
        last := first + numbers[place + 1];
        place := place + 2;
        for at in first .. last loop
          ordinal := at;
          return next;
        end loop;
      end loop;
    end loop;
  end $$`,
  `create or replace view analytics_pin_day as
    select o.identity_id, p.pinterest_pin_id, d.day,
      ${metrics.map(column).join(',\n      ')}
    from account_day d
    join metric_owner o on o.key = d.key
    cross join lateral analytics_ordinals(d.packed_pins) who
    join remote_pin p on p.identity_id = o.identity_id and p.ordinal = who.ordinal
    left join lateral analytics_ordinals(d.withheld_standard) withheld_standard
      on withheld_standard.ordinal = who.ordinal
    left join lateral analytics_ordinals(d.withheld_video) withheld_video
      on withheld_video.ordinal = who.ordinal${metrics.map(joined).join('')}`,
];
