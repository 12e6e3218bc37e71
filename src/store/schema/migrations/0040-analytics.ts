import { sql, type Kysely } from 'kysely';

/**
 * Numbers of Pinterest users: `metric_owner` (what was read of a user), `account_day` (one row for each user and day,
 * the figures of all its Pins packed, see src/analytics/packed-day.ts), `account_state_day` (followers and the like,
 * of which Pinterest tells no history). Views that unpack them for SQL.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Metrics of a Pin, in the order of their columns. */
const packed = [
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
const rare = packed.slice(1);

const statements = [
  // An int key: it is in every row of account_day.
  `create table metric_owner (
    key int generated always as identity primary key,
    identity_id text not null unique references identity on delete cascade,
    next_ordinal int not null default 0,
    coverage bytea,
    video_coverage bytea,
    available_through date,
    told_at timestamptz
  )`,
  `alter table metric_owner alter coverage set storage external`,
  `alter table metric_owner alter video_coverage set storage external`,

  // The Pin's number in packed days: dense within the user and never given to another Pin.
  `alter table remote_pin add column ordinal int`,

  `create table account_day (
    key int not null references metric_owner on delete cascade,
    day date not null,
    status text check (status in ('final', 'provisional', 'absent')),
    impressions bigint,
    saves bigint,
    pin_clicks bigint,
    outbound_clicks bigint,
    engagements bigint,
    told_at timestamptz not null default now(),
    codec smallint not null default 1,
    packed_pins bytea,
    ${packed.map((metric) => `packed_${metric} bytea,`).join('\n    ')}
    withheld_standard bytea,
    withheld_video bytea,
    primary key (key, day)
  ) partition by range (day)`,

  `create table account_state_day (
    key int not null references metric_owner on delete cascade,
    day date not null,
    followers bigint,
    following bigint,
    monthly_views bigint,
    pins bigint,
    boards bigint,
    taken_at timestamptz not null,
    primary key (key, day)
  )`,

  // Attached, not created as a partition: that would keep readers of all other months waiting. Varints do not
  // compress, so nothing tries.
  `create function account_day_month(first date) returns void language plpgsql as $$
  declare
    month date := date_trunc('month', first);
    part text := 'account_day_' || to_char(month, 'YYYYMM');
    packed_column text;
  begin
    if to_regclass(part) is not null then return; end if;
    perform pg_advisory_xact_lock(7311006, to_char(month, 'YYYYMM')::int);
    -- Names that were looked up are remembered; this looks at what is there now that the lock is held.
    if exists (select from pg_class where relname = part and relnamespace = current_schema()::regnamespace) then
      return;
    end if;
    execute format('create table %I (like account_day including all)', part);
    for packed_column in select attname from pg_attribute
      where attrelid = part::regclass and atttypid = 'bytea'::regtype and attnum > 0 and not attisdropped loop
      execute format('alter table %I alter %I set storage external', part, packed_column);
    end loop;
    execute format('alter table %I add constraint %I check (day >= %L and day < %L)', part, part || '_days', month,
      (month + interval '1 month')::date);
    execute format('alter table account_day attach partition %I for values from (%L) to (%L)', part, month,
      (month + interval '1 month')::date);
    execute format('alter table %I drop constraint %I', part, part || '_days');
  end $$`,

  // The last four bytes are the checksum, which only the program looks at.
  `create function analytics_varints(packed bytea) returns bigint[] language plpgsql immutable strict parallel safe as $$
  declare
    numbers bigint[] := '{}';
    number bigint := 0;
    scale bigint := 1;
    part int;
  begin
    for i in 0 .. octet_length(packed) - 5 loop
      part := get_byte(packed, i);
      number := number + (part & 127) * scale;
      if part > 127 then
        scale := scale * 128;
      else
        numbers := numbers || number;
        number := 0;
        scale := 1;
      end if;
    end loop;
    return numbers;
  end $$`,
  `create function analytics_ordinals(packed bytea) returns table (place int, ordinal int)
    language sql immutable strict parallel safe as $$
    select k::int - 1, (sum(distance + 1) over (order by k) - 1)::int
    from unnest((analytics_varints(packed))[2:]) with ordinality numbered(distance, k) $$`,
  `create function analytics_dense(packed bytea) returns table (place int, value bigint)
    language sql immutable strict parallel safe as $$
    select k::int - 1, number from unnest(analytics_varints(packed)) with ordinality numbered(number, k) $$`,
  `create function analytics_sparse(packed bytea) returns table (place int, value bigint)
    language sql immutable strict parallel safe as $$
    select (sum(distance + 1) over (order by pair) - 1)::int, number from (
      select (k + 1) / 2 as pair, max(number) filter (where k % 2 = 1) as distance,
        max(number) filter (where k % 2 = 0) as number
      from unnest(analytics_varints(packed)) with ordinality numbered(number, k) group by 1) pairs $$`,

  `create view analytics_account_day as
    select o.identity_id, d.day, d.status, d.impressions, d.saves, d.pin_clicks, d.outbound_clicks, d.engagements,
      d.told_at
    from account_day d join metric_owner o on o.key = d.key where d.status is not null`,
  `create view analytics_pin_day as
    select o.identity_id, p.pinterest_pin_id, d.day,
      case when d.packed_impressions is null then null else coalesce(m_impressions.value, 0) end as impressions,
      ${rare
        .map(
          (metric) =>
            `case when d.packed_${metric} is null then null else coalesce(m_${metric}.value, 0) end as ${metric}`,
        )
        .join(',\n      ')}
    from account_day d
    join metric_owner o on o.key = d.key
    cross join lateral analytics_ordinals(d.packed_pins) who
    join remote_pin p on p.identity_id = o.identity_id and p.ordinal = who.ordinal
    left join lateral analytics_dense(d.packed_impressions) m_impressions on m_impressions.place = who.place
    ${rare
      .map(
        (metric) =>
          `left join lateral analytics_sparse(d.packed_${metric}) m_${metric} on m_${metric}.place = who.place`,
      )
      .join('\n    ')}`,

  `insert into task (id, due_at) values ('analytics', now())`,
];
