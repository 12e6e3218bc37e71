import { sql, type Kysely } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import type { DeliveryRow } from '../schema/rows.ts';

/** A delivery that tells of no event. It goes ahead of what waits for the webhook, and is tried once. */
export async function insertTestDelivery(
  tx: Tx,
  delivery: { id: string; webhookId: string; eventId: string },
): Promise<void> {
  const { id, webhookId, eventId } = delivery;
  await sql`
    insert into delivery (id, webhook_id, event_id, kind, happened_at, order_key, due_at)
    values (${id}, ${webhookId}, ${eventId}, 'webhook.test', now(), ${id}, to_timestamp(0))`.execute(
    tx,
  );
}

export const findDelivery = (
  db: Db,
  webhookId: string,
  eventId: string,
): Promise<DeliveryRow | undefined> =>
  db
    .selectFrom('delivery')
    .selectAll()
    .where('webhookId', '=', webhookId)
    .where('eventId', '=', eventId)
    .executeTakeFirst();

export const getDelivery = (db: Db, id: string): Promise<DeliveryRow | undefined> =>
  db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();

/** The last attempt of a delivery; undefined: there was none. */
export const lastAttempt = (db: Db, deliveryId: string) =>
  db
    .selectFrom('deliveryAttempt')
    .select(['status', 'error', 'durationMs'])
    .where('deliveryId', '=', deliveryId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/**
 * Sends a delivery again, with the bytes of before, at once: it leaves its line, so it waits for nothing. One that is
 * between two attempts is tried now and keeps its place. The webhook is locked.
 * @returns false when it waits for an earlier one of its line, or is being sent.
 */
export async function replayDelivery(tx: Tx, { id }: DeliveryRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update delivery set due_at = now(),
      order_key = case when state = 'pending' then order_key else id end,
      attempts = case when state = 'pending' then attempts else 0 end,
      state = 'pending', ended_at = null, claims = 0
    where id = ${id} and lease_owner is null and (state <> 'pending' or due_at is not null)`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/**
 * After a restore. What was on its way when the backup was made may have arrived since, as may everything that happened
 * up to now: none of it is told again, unless a person replays it.
 */
export async function markRestoredDeliveries(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`update delivery set state = 'from_backup', due_at = null, ended_at = now(), lease_owner = null,
      lease_until = null, lease_token = lease_token + 1 where state = 'pending'`,
    sql`update webhook set since_xid = pg_current_xact_id()`,
    sql`update webhook_cursor set xid = pg_current_xact_id(), id = (select coalesce(max(id), 0) from event)`,
  ])
    await statement.execute(db);
}
