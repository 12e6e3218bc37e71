import { sql } from 'kysely';
import { newId } from '../../domain/ids.ts';
import type { EventKind } from '../../domain/webhooks/events.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { Store } from '../store.ts';

/** Events handed out in one transaction. */
const atOnce = 500;

/**
 * Makes a delivery of every new event for each webhook that wants it, in one transaction with the cursor: none is lost
 * or doubled, whenever a process dies. Of several processes one does it, and the others go on.
 * @returns whether events are there that cannot be read yet: a transaction that is still open could come before them.
 */
export async function handOutEvents(
  store: Pick<Store, 'db' | 'transaction'>,
): Promise<{ waits: boolean }> {
  for (;;) {
    const { rows } = await nextEvent(store.db);
    const [next] = rows;
    if (!next?.isReadable) return { waits: next !== undefined };
    const isMine = await store.transaction(handOut);
    // Another process is at it; the deliveries it makes are announced.
    if (!isMine) return { waits: false };
  }
}

/** The first event after the cursor, or after the first transaction that an active webhook is told of. */
const nextEvent = (db: Db) =>
  sql<{ isReadable: boolean }>`
    with start as (
      select case when cursor.xid >= first.since then cursor.xid else first.since end as xid,
        case when cursor.xid >= first.since then cursor.id else 0 end as id
      from webhook_cursor cursor,
        (select since_xid as since from webhook where is_active order by since_xid limit 1) first
    )
    select next.xid < pg_snapshot_xmin(pg_current_snapshot()) as is_readable
    from start cross join lateral (
      select xid from event where (event.xid, event.id) > (start.xid, start.id) order by xid, id limit 1
    ) next`.execute(db);

interface Told {
  xid: string;
  id: number;
  workspaceId: string;
  kind: EventKind;
  postId: string | null;
  pinId: string | null;
  accountId: string | null;
  facts: Record<string, unknown>;
  at: Date;
}

/** @returns false: another process hands them out. */
async function handOut(tx: Tx): Promise<boolean> {
  const { rows: cursors } = await sql<{ xid: string; id: number }>`
    select xid::text, id from webhook_cursor for update skip locked`.execute(tx);
  const [cursor] = cursors;
  if (!cursor) return false;
  // Locked until the end: none is switched off, and no attempt is stored, so what is pending stays so.
  const { rows: webhooks } = await sql<{
    id: string;
    workspaceId: string;
    kinds: EventKind[];
    since: string;
  }>`
    select id, workspace_id, kinds, since_xid::text as since from webhook where is_active order by id for share`.execute(
    tx,
  );
  const [first] = webhooks.map(({ since }) => BigInt(since)).sort((a, b) => (a < b ? -1 : 1));
  if (first === undefined) return true;
  const start = BigInt(cursor.xid) >= first ? cursor : { xid: String(first), id: 0 };
  const { rows: events } = await sql<Told>`
    select xid::text, id, workspace_id, kind, post_id, pin_id, account_id, facts, at
    from event where (xid, id) > (${start.xid}::text::xid8, ${start.id}::bigint)
      and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${atOnce}`.execute(tx);
  const last = events.at(-1);
  if (!last) return true;

  const wanted = events.flatMap((event) => {
    const takers = webhooks.filter(
      ({ workspaceId, kinds, since }) =>
        workspaceId === event.workspaceId &&
        kinds.includes(event.kind) &&
        BigInt(event.xid) >= BigInt(since),
    );
    const eventId = takers.length > 0 ? newId(event.at.getTime()) : '';
    return takers.map(({ id: webhookId }) => ({
      ...event,
      id: newId(event.at.getTime()),
      webhookId,
      eventId,
      orderKey: `${webhookId} ${event.postId ?? event.accountId ?? eventId}`,
    }));
  });
  await insertDeliveries(tx, wanted);
  await sql`update webhook_cursor set xid = ${last.xid}::text::xid8, id = ${last.id}`.execute(tx);
  return true;
}

/** In the order given. Only the first of those with one `orderKey` falls due, unless one is pending before it. */
async function insertDeliveries(
  tx: Tx,
  wanted: readonly (Omit<Told, 'id' | 'xid'> & {
    id: string;
    webhookId: string;
    eventId: string;
    orderKey: string;
  })[],
): Promise<void> {
  if (wanted.length === 0) return;
  const keys = [...new Set(wanted.map(({ orderKey }) => orderKey))];
  const webhookIds = [...new Set(wanted.map(({ webhookId }) => webhookId))];
  const { rows: lines } = await sql<{ orderKey: string }>`
    select distinct order_key from delivery
    where webhook_id = ${anyOf(webhookIds)} and order_key = ${anyOf(keys)} and state = 'pending'`.execute(
    tx,
  );
  const busy = new Set(lines.map(({ orderKey }) => orderKey));
  const rows = wanted.map((delivery, place) => {
    const isFirst = !busy.has(delivery.orderKey);
    busy.add(delivery.orderKey);
    return { ...delivery, place, isFirst };
  });
  await sql`
    insert into delivery (id, webhook_id, event_id, kind, post_id, pin_id, account_id, facts, happened_at, order_key,
      due_at)
    select id, "webhookId", "eventId", kind, "postId", "pinId", "accountId", facts, at, "orderKey",
      case when "isFirst" then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted(place int, id text, "webhookId" text,
      "eventId" text, kind text, "postId" text, "pinId" text, "accountId" text, facts jsonb, at timestamptz,
      "orderKey" text, "isFirst" boolean)
    order by place`.execute(tx);
}
