import { sql, type Updateable } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { Database, NewWebhook, WebhookRow } from '../schema/rows.ts';
import { interval } from '../database/interval.ts';

export async function listWebhooks(db: Db, workspaceIds: readonly string[]): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhook')
    .selectAll()
    .where('workspaceId', '=', anyOf(workspaceIds))
    .orderBy('id')
    .execute();
}

export const findWebhook = (
  db: Db,
  workspaceId: string,
  id: string,
): Promise<WebhookRow | undefined> =>
  db
    .selectFrom('webhook')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();

export const getWebhook = (db: Db, id: string): Promise<WebhookRow | undefined> =>
  db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();

/** How many a workspace has; no other transaction adds one until this one ends. */
export async function countWebhooks(tx: Tx, workspaceId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${workspaceId}`}, 0))`.execute(
    tx,
  );
  const { count } = await tx
    .selectFrom('webhook')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return count;
}

export const insertWebhook = (tx: Tx, webhook: NewWebhook): Promise<WebhookRow> =>
  tx.insertInto('webhook').values(webhook).returningAll().executeTakeFirstOrThrow();

/**
 * Keeps events from being handed out to the webhook, and ends of its deliveries from being stored, until the
 * transaction ends. It is locked before its deliveries, everywhere.
 */
export const lockWebhook = (
  tx: Tx,
  id: string,
): Promise<(WebhookRow & { now: Date }) | undefined> =>
  tx
    .selectFrom('webhook')
    .selectAll()
    .select(sql<Date>`now()`.as('now'))
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();

export type WebhookChange = Omit<Updateable<Database['webhook']>, 'id' | 'workspaceId'>;

/**
 * Changes a locked webhook. One that is switched off drops what is on its way; one that is switched on is told what
 * happens from now on.
 * @param keepOldSecretMs milliseconds for which the present secret goes on signing beside a new one.
 */
export async function changeWebhook(
  tx: Tx,
  before: WebhookRow,
  change: WebhookChange,
  keepOldSecretMs: number,
): Promise<WebhookRow> {
  const { id } = before;
  const isOn = change.isActive === true && !before.isActive;
  const isOff = change.isActive === false && before.isActive;
  const after = await tx
    .updateTable('webhook')
    .set({
      ...change,
      updatedAt: sql`now()`,
      ...(change.secret !== undefined && {
        oldSecret: before.secret,
        oldSecretUntil: sql`now() + ${interval(keepOldSecretMs)}`,
      }),
      ...(isOn && {
        sinceXid: sql`pg_current_xact_id()`,
        activeSince: sql`now()`,
        failureCount: 0,
        failingSince: null,
        disabledAt: null,
        disabledReason: null,
      }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (isOff) await dropPending(tx, id);
  return after;
}

/** What is being sent right now is dropped at its end. */
export const dropPending = async (tx: Tx, webhookId: string): Promise<void> =>
  void (await sql`
    update delivery set state = 'dropped', due_at = null, ended_at = now()
    where webhook_id = ${webhookId} and state = 'pending' and lease_owner is null`.execute(tx));

/** With its deliveries and their log. @returns whether there was one. */
export async function deleteWebhook(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('webhook').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
