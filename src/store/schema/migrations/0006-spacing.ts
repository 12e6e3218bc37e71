import { sql, type Kysely } from 'kysely';

/** Spacing rules of accounts, and what finds the Pins near another in time, by link and by image. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // null: the defaults, whatever they are by then.
  `alter table account add column spacing jsonb`,
  `alter table pin
    add column fingerprint text,
    add column ignore_spacing boolean not null default false,
    add column moved_to timestamptz`,
  // A picture without features is known by its bytes.
  `update pin set fingerprint = case media.fingerprint when '0000000000000000' then media.sha256 else media.fingerprint end
    from media
    where media.id = pin.media_ids[1] and media.kind = 'image' and media.fingerprint is not null`,
  // Publication time for the spacing rules. A Pin published within a minute after due_at counts at due_at; otherwise
  // response times would add up from Pin to Pin.
  `create function pin_time(published_at timestamptz, due_at timestamptz, scheduled_for timestamptz)
    returns timestamptz language sql immutable parallel safe as $$
    select case
      when published_at is null then coalesce(due_at, scheduled_for)
      when due_at <= published_at and published_at - due_at < interval '1 minute' then due_at
      else published_at end $$`,
  // In place of the index by account alone, which a planner without statistics would prefer and then sort.
  `create index pin_by_time on pin (account_id, pin_time(published_at, due_at, scheduled_for))`,
  `drop index if exists pin_by_account`,
  `drop index pin_by_link`,
  `create index pin_by_link on pin (account_id, link, pin_time(published_at, due_at, scheduled_for))
    where link is not null and status in ('scheduled', 'publishing', 'held', 'published')`,
  `drop index pin_by_board`,
  `create index pin_by_image on pin (account_id, fingerprint, pin_time(published_at, due_at, scheduled_for))
    where fingerprint is not null and status in ('scheduled', 'publishing', 'held', 'published')`,
  `create index pin_spam_blocked on pin (account_id, created_at)
    where status = 'failed' and problem ->> 'code' = 'PIN_SPAM_BLOCKED'`,
];
