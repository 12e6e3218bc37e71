import { sql } from 'kysely';
import type { Tx } from '../database/pool.ts';

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
  const { rows } = await sql<{ id: string; ordinal: number }>`
    with asked as (
      select pinterest_pin_id as id, ordinal,
        row_number() over (partition by ordinal is null order by created_at nulls first, pinterest_pin_id) - 1 as place
      from remote_pin where identity_id = ${identityId} and pinterest_pin_id = any(${[...pins]}::text[])
    ), numbered as (
      update remote_pin set ordinal = ${next}::int + place from asked
      where identity_id = ${identityId} and pinterest_pin_id = id and asked.ordinal is null
      returning id, remote_pin.ordinal
    )
    select id, ordinal from numbered union all select id, ordinal from asked where ordinal is not null`.execute(
    tx,
  );
  const ordinals = new Map(rows.map(({ id, ordinal }) => [id, ordinal]));
  const nextOrdinal = rows.reduce((most, { ordinal }) => Math.max(most, ordinal + 1), next);
  return { ordinals, nextOrdinal };
}
