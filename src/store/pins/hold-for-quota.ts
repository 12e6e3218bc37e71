import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import { insertEvent } from './events.ts';

/**
 * Also holds the other due Pins of the Pinterest user, each until the rate limit window it will fit into: saves useless
 * claims, and the user sees a time. At most 1,000 per call.
 */
export async function holdForQuota(
  db: Db,
  identityId: string,
  window: { allowed: number; windowSeconds: number; endsAt: Date },
  reason: object,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with line as (
      select id, row_number() over (order by due_at, id) as place from (
        select id, due_at from pin
        where identity_id = ${identityId} and lease_owner is null and due_at <= now()
          and status in ('scheduled', 'held', 'publishing') and (step is null or step = 'preparing')
          -- Says nothing more, but lets the index pin_heads be used.
          and step is distinct from 'uploading'
        order by due_at, id limit 1000 for no key update skip locked
      ) due
    ), held as (
    update pin set status = 'held', held_reason = ${JSON.stringify(reason)}::jsonb, step = null, updated_at = now(),
      -- The first of the next window is the Pin that found the counter full.
      due_at = ${window.endsAt}::timestamptz + make_interval(
        secs => floor(line.place / greatest(${window.allowed}::int, 1)::float8) * ${window.windowSeconds}::int)
    from line where pin.id = line.id
    returning pin.id, pin.attempts, pin.due_at
    ) ${insertEvent(
      'held',
      'held',
      sql`jsonb_build_object('inLine', true, 'reason', ${JSON.stringify(reason)}::jsonb, 'dueAt', due_at)`,
    )}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
