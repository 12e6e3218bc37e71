import { sql, type Kysely } from 'kysely';
import { insertEvent } from './events.ts';
import { sentPin } from './sent-pin.ts';

/** What the journal of this installation says. */
export interface Journaled {
  pins: ReadonlyMap<
    string,
    { state: 'published'; pinterestPinId: string; at: Date } | { state: 'sending' }
  >;
  /** Whether everything that was sent since the backup is in it. */
  reachesBack: boolean;
}

export interface RestoredPins {
  /** Pins that the journal knows to be out. */
  published: number;
  /** Waiting Pins that are looked for on Pinterest before they are sent. */
  marked: number;
}

/** Seconds before its time at which a restored Pin is looked for: proving that it is absent takes a good minute. */
const aheadSeconds = 120;

/**
 * A Pin that is unpublished in the backup may have been published since. Pins the journal lists as published are marked
 * so. Every other Pin stores its present content as sent_snapshot and is searched for among the Pins created since the
 * backup before it is sent, even if it is rescheduled.
 */
export async function markRestoredPins(
  db: Kysely<unknown>,
  takenAt: Date,
  journal: Journaled,
): Promise<RestoredPins> {
  const published = await markPublished(db, takenAt, journal);
  const sending = [...journal.pins].flatMap(([id, { state }]) => (state === 'sending' ? [id] : []));
  // Pins in `creating` or `reconciling` were being sent when the backup was made.
  const known = sql`case
    when id = any(${sending}::text[]) or step in ('creating', 'reconciling') then 'sending'
    when ${journal.reachesBack}::boolean then 'unsent' else 'none' end`;
  const waits = sql`status in ('scheduled', 'publishing', 'held')`;
  const { rows } = await sql<{ count: string }>`
    with marked as (
      update pin set
        sent_at = coalesce(sent_at, ${takenAt}),
        sent_snapshot = ${sentPin(sql`coalesce(sent_snapshot, '{}') || jsonb_build_object(
          'offsetMs', coalesce((sent_snapshot->>'offsetMs')::bigint, (select clock_offset_ms from identity where id = identity_id)),
          'restored', jsonb_build_object('takenAt', ${takenAt.toISOString()}::text, 'journal', ${known},
            'overdue', ${waits} and coalesce(scheduled_for, now()) <= now()))`)},
        send_order = coalesce(send_order, nextval('pin_send_order')),
        step = case when ${waits} then 'reconciling' end,
        reconcile_since = null, search_offset_ms = null,
        due_at = case when ${waits} and due_at is not null then greatest(
          case when status = 'scheduled' then due_at - make_interval(secs => ${aheadSeconds}) end, now()) end,
        claims = 0, waits = 0, problem = case when ${waits} then null else problem end,
        lease_owner = null, lease_until = null, lease_token = lease_token + 1
      where status <> 'published'
      returning id, attempts, status
    ), waiting as (select id, attempts from marked where ${waits}
    ), noted as (
      ${insertEvent('waiting', 'restored', sql`jsonb_build_object('backupTakenAt', ${takenAt}::timestamptz)`)}
    )
    select count(*) as count from waiting`.execute(db);
  return { published, marked: Number(rows[0]?.count ?? 0) };
}

async function markPublished(
  db: Kysely<unknown>,
  takenAt: Date,
  journal: Journaled,
): Promise<number> {
  const out = [...journal.pins].flatMap(([id, pin]) =>
    pin.state === 'published'
      ? [{ id, pinterestPinId: pin.pinterestPinId, at: pin.at.toISOString() }]
      : [],
  );
  const { rows } = await sql<{ count: string }>`
    with entry as (
      select * from jsonb_to_recordset(${JSON.stringify(out)}::jsonb)
        as entry(id text, "pinterestPinId" text, at timestamptz)
    ), published as (
      update pin set status = 'published', step = null, pinterest_pin_id = entry."pinterestPinId",
        published_at = entry.at, due_at = null, problem = null, held_reason = null,
        lease_owner = null, lease_until = null, lease_token = lease_token + 1
      from entry where pin.id = entry.id and pin.status <> 'published'
      returning pin.id, pin.attempts
    ), noted as (
      ${insertEvent('published', 'restored', sql`jsonb_build_object('backupTakenAt', ${takenAt}::timestamptz, 'published', true)`)}
    )
    select count(*) as count from published`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
