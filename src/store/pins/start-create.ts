import { sql } from 'kysely';
import type { SpacedPin } from '../../domain/spacing/rules.ts';
import {
  counterOf,
  noCounter,
  quotaGate,
  spend,
  type QuotaGate,
  type QuotaKey,
  type QuotaRow,
} from '../accounts/rate-limits.ts';
import type { Db } from '../database/pool.ts';
import { sentPin } from './sent-pin.ts';
import { spacingViolation } from './spacing-check.ts';

/** Whether a create may leave now, and if not, why. */
export type CreateGate =
  | QuotaGate
  /** Another worker may have the Pin by now. */
  | { kind: 'lease_lost' }
  /** Pinterest blocked links to this domain. */
  | { kind: 'paused'; domain: string; until: Date; delayMs: number }
  /** The account enforces its spacing rules, and the Pin would break one now. */
  | { kind: 'crowded' }
  /** An earlier Pin of the user is still unresolved because Pinterest is unreachable. */
  | { kind: 'unreachable' }
  /** Something else is being written for the user. */
  | { kind: 'taken' };

/** What the gate must know of a Pin. */
export interface GatedPin extends SpacedPin {
  id: string;
  leaseToken: number;
  domain: string | null;
  ignoreSpacing: boolean;
}

interface GateRow extends QuotaRow {
  leased: boolean;
  marked: boolean;
  taken: boolean;
  unreachable: boolean;
  crowded: boolean;
  pausedUntil: Date | null;
  pausedMs: number | null;
}

/**
 * The create gate: if nothing blocks it, counts one write and marks the Pin as about to be sent; otherwise changes
 * nothing. One round trip.
 */
export async function startCreate(db: Db, key: QuotaKey, pin: GatedPin): Promise<CreateGate> {
  const { rows } = await sql<GateRow>`
    with lost as (
      select 1 from pin where identity_id = ${key.identityId} and step = 'reconciling' and id <> ${pin.id}
        and problem->>'code' = 'PINTEREST_UNAVAILABLE' and waits > 0 limit 1
    ), ticket as (
      select 1 from write_ticket where identity_id = ${key.identityId} and until > now()
    ), pause as (
      select until from spam_pause
      where identity_id = ${key.identityId} and domain = ${pin.domain} and until > now()
    ), too_close as (${spacingViolation(key.identityId, pin)}
    ), closed as (
      select 1 where not exists (select 1 from pin where ${leased(pin)})
        or exists (select 1 from ticket) or exists (select 1 from lost) or exists (select 1 from pause)
        or exists (select 1 from too_close)
    ), ${spend(key, 1, sql`exists (select 1 from closed)`)}, marked as (
      update pin set step = 'creating', sent_at = coalesce(sent_at, now()), attempts = attempts + 1, updated_at = now(),
        send_order = nextval('pin_send_order'),
        sent_snapshot = ${sentPin(
          sql`jsonb_build_object('offsetMs', (select clock_offset_ms from identity where id = identity_id))`,
        )}
      where ${leased(pin)} and not exists (select 1 from closed)
        and (exists (select 1 from taken) or ${noCounter(key)})
      returning 1
    )
    select
      exists (select 1 from pin where ${leased(pin)}) as leased,
      exists (select 1 from marked) as marked,
      exists (select 1 from ticket) as taken,
      exists (select 1 from lost) as unreachable,
      exists (select 1 from too_close) as crowded,
      (select until from pause) as paused_until,
      (select extract(epoch from until - now())::float8 * 1000 from pause) as paused_ms,
      ${counterOf(key, 1)}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The gate gave no answer.');
  if (!row.leased) return { kind: 'lease_lost' };
  if (row.taken) return { kind: 'taken' };
  if (row.pausedUntil !== null)
    return {
      kind: 'paused',
      domain: pin.domain ?? '',
      until: row.pausedUntil,
      delayMs: row.pausedMs ?? 0,
    };
  if (row.unreachable) return { kind: 'unreachable' };
  if (row.crowded) return { kind: 'crowded' };
  const gate = quotaGate(row);
  return gate.kind === 'open' && !row.marked ? { kind: 'lease_lost' } : gate;
}

const leased = ({ id, leaseToken }: GatedPin) =>
  sql`id = ${id} and lease_token = ${leaseToken} and lease_until > now()`;
