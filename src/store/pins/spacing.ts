import { sql } from 'kysely';
import {
  rulesInForce,
  type RulesInForce,
  type SpacingMode,
  type SpacingRules,
} from '../../domain/spacing/rules.ts';
import type { Problem } from '../../domain/errors/index.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { ClaimedPin } from './claim.ts';
import { insertEvent } from './events.ts';
import type { PinToTime } from './free-times.ts';

/**
 * Keeps others from giving Pins of these accounts a time until the transaction ends. Taken after locks of queues,
 * posts and Pins and before those of repeats; only for accounts that enforce their rules.
 */
export async function lockSpacing(tx: Tx, accountIds: readonly string[]): Promise<void> {
  for (const id of accountIds.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`spacing ${id}`}, 0))`.execute(tx);
}

/** The rules of accounts by id. */
export async function readRules(
  db: Db,
  accountIds: readonly string[],
): Promise<Map<string, RulesInForce>> {
  const { rows } = await sql<{
    id: string;
    spacing: SpacingRules | null;
    createdAt: Date;
    pinCount: number;
  }>`
    select id, spacing, created_at,
      (select coalesce(sum(pin_count), 0)::int from board where account_id = account.id) as pin_count
    from account where id = any(${[...accountIds]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, rulesInForce(row, row.pinCount)]));
}

/** Changes the rules of an account under a lock. */
export async function changeRules(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  change: (rules: SpacingRules | null) => SpacingRules,
): Promise<void> {
  const account = await tx
    .selectFrom('account')
    .select('spacing')
    .where('id', '=', accountId)
    .where('workspaceId', '=', workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!account) return;
  await tx
    .updateTable('account')
    .set({ spacing: JSON.stringify(change(account.spacing)), updatedAt: sql`now()` })
    .where('id', '=', accountId)
    .execute();
}

const enforced: SpacingMode = 'enforce';

export interface WaitingPin extends PinToTime {
  accountId: string;
  postId: string;
  /** Its place among the targets of its post. */
  position: number;
}

/** Pins of these posts that wait at their wanted time, of accounts that enforce their rules. */
export async function pinsToSpace(tx: Tx, postIds: readonly string[]): Promise<WaitingPin[]> {
  const { rows } = await sql<Omit<WaitingPin, 'wantedMs'> & { dueAt: Date }>`
    select pin.id, pin.account_id, pin.post_id, pin.position, pin.board_id, pin.link, pin.fingerprint, pin.due_at
    from pin join account on account.id = pin.account_id
    where pin.post_id = any(${[...postIds]}::text[]) and pin.status = 'scheduled' and pin.due_at is not null
      and pin.moved_to is null and pin.lease_owner is null and not pin.ignore_spacing
      and account.spacing ->> 'mode' = ${enforced}
    order by pin.due_at, pin.position`.execute(tx);
  return rows.map(({ dueAt, ...pin }) => ({ ...pin, wantedMs: dueAt.getTime() }));
}

/** A Pin with its new time and the reason for it. */
export interface Move {
  id: string;
  atMs: number;
  reason: Problem;
}

/** Gives waiting Pins their new times, and notes why in their timelines. */
export async function movePins(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    with move as (${listed(moves)}), moved as (
      update pin set due_at = move.at, moved_to = move.at, updated_at = now()
      from move where pin.id = move.id returning pin.id, pin.attempts, move.reason, move.at
    ) ${insertEvent('moved', 'spaced', sql`jsonb_build_object('reason', reason, 'dueAt', at)`)}`.execute(
    tx,
  );
}

/** Due Pins of an account's line looked at in one go. */
const lineLength = 1000;

/**
 * The other due Pins of an account that nothing was asked of Pinterest for yet, in the order in which they would be
 * claimed, kept from being claimed until the transaction ends; and the database's clock.
 */
export async function lockLine(
  tx: Tx,
  accountId: string,
): Promise<{ nowMs: number; pins: PinToTime[] }> {
  const { rows } = await sql<{ now: Date } & (Omit<PinToTime, 'wantedMs'> | { id: null })>`
    with line as (
      select id, board_id, link, fingerprint, due_at from pin
      where account_id = ${accountId} and lease_owner is null and due_at <= now() and not ignore_spacing
        and status in ('scheduled', 'held', 'publishing') and (step is null or step = 'preparing')
        and step is distinct from 'uploading' -- As the index pin_waiting says it.
      order by due_at, id limit ${lineLength} for no key update skip locked
    )
    select now(), line.* from (select 1) one left join line on true order by line.due_at, line.id`.execute(
    tx,
  );
  const nowMs = rows[0]?.now.getTime() ?? 0;
  return {
    nowMs,
    pins: rows.flatMap((pin) =>
      pin.id === null
        ? []
        : {
            id: pin.id,
            boardId: pin.boardId,
            link: pin.link,
            fingerprint: pin.fingerprint,
            wantedMs: nowMs,
          },
    ),
  };
}

/** Keeps the row of a claimed Pin for the transaction. False: the lease was lost. */
export async function lockClaimed(tx: Tx, pin: ClaimedPin): Promise<boolean> {
  const { rows } =
    await sql`select 1 from pin where id = ${pin.id} and lease_token = ${pin.leaseToken}
    and lease_owner is not null for no key update`.execute(tx);
  return rows.length === 1;
}

/** Notes where the rules moved a Pin that its worker is about to hold. */
export const noteMove = async (tx: Tx, pin: ClaimedPin, { atMs }: Move): Promise<void> => {
  await tx
    .updateTable('pin')
    .set({ movedTo: new Date(atMs) })
    .where('id', '=', pin.id)
    .where('leaseToken', '=', pin.leaseToken)
    .execute();
};

/** Holds Pins of the line until the times found for them. */
export async function holdPins(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    with move as (${listed(moves)}), held as (
      update pin set status = 'held', step = null, held_reason = move.reason, due_at = move.at, moved_to = move.at,
        updated_at = now()
      from move where pin.id = move.id returning pin.id, pin.attempts, move.reason, move.at
    ) ${insertEvent('held', 'held', sql`jsonb_build_object('inLine', true, 'reason', reason, 'dueAt', at)`)}`.execute(
    tx,
  );
}

const listed = (moves: readonly Move[]) => sql`
  select id, at, reason::jsonb from unnest(
    ${moves.map(({ id }) => id)}::text[], ${moves.map(({ atMs }) => new Date(atMs))}::timestamptz[],
    ${moves.map(({ reason }) => JSON.stringify(reason))}::text[]
  ) as move(id, at, reason)`;
