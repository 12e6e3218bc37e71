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
export async function lockSpacing(tx: Tx, identityIds: readonly string[]): Promise<void> {
  for (const id of identityIds.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`spacing ${id}`}, 0))`.execute(tx);
}

/** The rules of Pinterest users by id. */
export async function readRules(
  db: Db,
  identityIds: readonly string[],
): Promise<Map<string, RulesInForce>> {
  const { rows } = await sql<{
    id: string;
    spacing: SpacingRules | null;
    createdAt: Date;
    pinCount: number;
  }>`
    select id, spacing, created_at,
      coalesce((select sum(pin_count)::int from board join account on account.id = board.account_id
        where account.identity_id = identity.id group by board.account_id order by 1 desc limit 1), 0) as pin_count
    from identity where id = any(${[...identityIds]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, rulesInForce(row, row.pinCount)]));
}

/** Changes the rules of a Pinterest user under a lock. */
export async function changeRules(
  tx: Tx,
  identityId: string,
  change: (rules: SpacingRules | null) => SpacingRules,
): Promise<void> {
  const { spacing } = await tx
    .selectFrom('identity')
    .select('spacing')
    .where('id', '=', identityId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('identity')
    .set({ spacing: JSON.stringify(change(spacing)), updatedAt: sql`now()` })
    .where('id', '=', identityId)
    .execute();
}

const enforced: SpacingMode = 'enforce';

export interface WaitingPin extends PinToTime {
  accountId: string;
  identityId: string;
  postId: string;
  /** Its place among the targets of its post. */
  position: number;
}

/** Scheduled Pins of these posts that were not moved yet, of accounts with enforced rules. */
export async function pinsToSpace(tx: Tx, postIds: readonly string[]): Promise<WaitingPin[]> {
  const { rows } = await sql<Omit<WaitingPin, 'wantedMs'> & { dueAt: Date }>`
    select pin.id, pin.account_id, pin.identity_id, pin.post_id, pin.position, pin.board_id, pin.link, pin.fingerprint, pin.due_at
    from pin join identity on identity.id = pin.identity_id
    where pin.post_id = any(${[...postIds]}::text[]) and pin.status = 'scheduled' and pin.due_at is not null
      and pin.moved_to is null and pin.lease_owner is null and not pin.ignore_spacing
      and identity.spacing ->> 'mode' = ${enforced}
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

/** Due Pins of one identity locked per call. */
const lineLength = 1000;

/**
 * The other due Pins of an account that nothing was asked of Pinterest for yet, in the order in which they would be
 * claimed, kept from being claimed until the transaction ends; and the database's clock.
 */
export async function lockLine(
  tx: Tx,
  identityId: string,
): Promise<{ nowMs: number; pins: PinToTime[] }> {
  const { rows } = await sql<{ now: Date } & (Omit<PinToTime, 'wantedMs'> | { id: null })>`
    with line as (
      select id, board_id, link, fingerprint, due_at from pin
      where identity_id = ${identityId} and lease_owner is null and due_at <= now() and not ignore_spacing
        and status in ('scheduled', 'held', 'publishing') and (step is null or step = 'preparing')
        and step is distinct from 'uploading' -- As the index pin_heads says it.
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
