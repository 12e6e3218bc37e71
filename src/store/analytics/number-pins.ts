import { sql } from 'kysely';
import type { Tx } from '../database/pool.ts';

/** Pins that are looked up at once. Ours. */
const atOnce = 5_000;
/** There is such a Pin, without an ordinal. */
const none = -1;

/**
 * The ordinals of these Pins; those that have none get the next ones, the oldest first, under the lock of their owner.
 * @returns also the ordinal that comes next. Pins without a row are left out.
 */
export async function numberPins(
  tx: Tx,
  identityId: string,
  pins: readonly string[],
  next: number,
): Promise<{ ordinals: Map<string, number>; nextOrdinal: number }> {
  const ordinals = new Map<string, number>();
  const unnumbered: string[] = [];
  for (let at = 0; at < pins.length; at += atOnce) {
    const asked = pins.slice(at, at + atOnce);
    const known = await readOrdinals(tx, identityId, asked);
    for (const [index, pin] of asked.entries()) {
      const ordinal = known[index] ?? null;
      if (ordinal === none) unnumbered.push(pin);
      else if (ordinal !== null) ordinals.set(pin, ordinal);
    }
  }
  if (unnumbered.length === 0) return { ordinals, nextOrdinal: next };
  const { rows } = await sql<{ id: string; ordinal: number }>`
    update remote_pin set ordinal = ${next}::int + place from (
      select pinterest_pin_id as id, row_number() over (order by created_at nulls first, pinterest_pin_id) - 1 as place
      from remote_pin where identity_id = ${identityId} and pinterest_pin_id = any(${unnumbered}::text[])
    ) asked
    where identity_id = ${identityId} and pinterest_pin_id = id
    returning id, remote_pin.ordinal`.execute(tx);
  for (const { id, ordinal } of rows) ordinals.set(id, ordinal);
  return { ordinals, nextOrdinal: next + rows.length };
}

/** For each Pin its ordinal, `none`, or null: there is no such Pin. As JSON in one row, which is fast to read. */
async function readOrdinals(
  tx: Tx,
  identityId: string,
  pins: readonly string[],
): Promise<readonly (number | null)[]> {
  const { rows } = await sql<{ ordinals: (number | null)[] | null }>`
    select json_agg(case when pinterest_pin_id is not null then coalesce(ordinal, ${none}::int) end order by place)
      as ordinals
    from json_array_elements_text(${JSON.stringify(pins)}::json) with ordinality asked(id, place)
    left join remote_pin on identity_id = ${identityId} and pinterest_pin_id = id`.execute(tx);
  return rows[0]?.ordinals ?? [];
}
