import { sql, type Kysely } from 'kysely';
import { tellOf } from './pin-events.ts';

/** Seconds before its time at which a restored Pin is looked for: proving that it is absent takes a good minute. */
const aheadSeconds = 120;

/**
 * Restored rows are of the past: what was waiting then may have been published since. Every such Pin is looked for on
 * its board, among the Pins made since the backup, and sent only when it is not there.
 * @returns how many they are.
 */
export async function markRestoredPins(db: Kysely<unknown>, takenAt: Date): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    with marked as (
      update pin set
        step = 'reconciling', sent_at = coalesce(sent_at, ${takenAt}), reconcile_since = null,
        due_at = case when due_at is not null then greatest(
          case when status = 'scheduled' then due_at - make_interval(secs => ${aheadSeconds}) end, now()) end,
        claims = 0, waits = 0, problem = null, lease_owner = null, lease_until = null, lease_token = lease_token + 1
      where status in ('scheduled', 'publishing', 'held')
      returning id, attempts
    ), noted as (
      ${tellOf('marked', 'restored', sql`jsonb_build_object('backupTakenAt', ${takenAt}::timestamptz)`)}
    )
    select count(*) as count from marked`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
