import type { UndonePinChanges } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  advancePinBatch,
  beginBatchAgain,
  cancelPinChanges,
  countUndoable,
  findPost,
  holdPinBatch,
  insertPinChanges,
  isUnderWay,
  lockChangesOfBatch,
  type NewPinChange,
  type PinChangeRow,
  type Tx,
} from '../../store/index.ts';
import type { Context, OperationDeps } from '../context.ts';
import { cancelPost } from '../posts/cancel.ts';
import { contextOf, type KeptGrant } from '../on-behalf.ts';
import type { HeldBatch, NextStep } from './plan-changes.ts';

/** A batch that takes another one back. */
export interface UndoWork {
  undoOf: string;
  grant: KeptGrant;
}

export type Undone = Pick<UndonePinChanges, 'cancelled' | 'undoing'> & {
  left: { changeId: string; pinterestPinId: string; problem: Problem }[];
};

/** Rows of one transaction. Ours. */
const rowsAtOnce = 100;

/** Until what is under way is looked at again, ms. Ours. */
export const againMs = 5_000;

/**
 * Takes the next changes of a batch back, in the caller's transaction. What is under way can be taken back only when it
 * is known how it ended: the batch comes back to it. @throws BatchLost
 */
export async function undoNext(
  deps: OperationDeps,
  tx: Tx,
  batch: HeldBatch,
  { undoOf, grant }: UndoWork,
): Promise<Undone & { next: NextStep }> {
  const after = await holdPinBatch(tx, batch);
  const changes = await lockChangesOfBatch(tx, undoOf, after, rowsAtOnce);
  const settled = changes.filter((row) => row.state !== 'open' || !isUnderWay(row));
  const undone = await undoRows(deps, tx, settled, batch, grant);
  const isThrough = changes.length < rowsAtOnce;
  const again = isThrough && (await countUndoable(tx, undoOf)).underWay > 0;
  const ended = isThrough && !again;
  await advancePinBatch(tx, batch.id, {
    after: changes.at(-1)?.id ?? after,
    looked: settled.length,
    same: settled.length - undone.cancelled - undone.undoing,
    ends: ended,
  });
  if (again) await beginBatchAgain(tx, batch.id, againMs);
  return { ...undone, next: ended ? 'ended' : again ? 'later' : 'now' };
}

/**
 * Takes locked changes back: cancels what has not begun or waits for an answer, reverses edits, cancels the posts of
 * saves that are not out, and has those that are out deleted.
 */
export async function undoRows(
  deps: OperationDeps,
  tx: Tx,
  changes: readonly PinChangeRow[],
  { id: batchId, workspaceId, askedBy }: Pick<HeldBatch, 'id' | 'workspaceId' | 'askedBy'>,
  grant: KeptGrant,
): Promise<Undone> {
  const open = changes.filter(
    (row) => row.state === 'conflict' || (row.state === 'open' && !isUnderWay(row)),
  );
  const reversed = (row: PinChangeRow): NewPinChange => ({
    id: newId(deps.clock()),
    identityId: row.identityId,
    accountId: row.accountId,
    workspaceId: row.workspaceId,
    pinterestPinId: row.pinterestPinId,
    kind: 'edit',
    before: row.wanted,
    wanted: row.before,
    askedBy,
    batchId,
    undoOf: row.id,
    delayMs: 0,
  });
  const undoing = changes
    .filter((row) => row.state === 'done' && row.kind === 'edit')
    .map((row) => reversed(row));
  const left: Undone['left'] = [];
  const leave = (row: PinChangeRow, why: Problem) =>
    left.push({ changeId: row.id, pinterestPinId: row.pinterestPinId, problem: why });
  const cancelled = open.map(({ id }) => id);
  const context = contextOf(
    deps,
    { workspaceId, askedBy, operation: 'pins.bulk' },
    grant,
    () => (_what, work) => work(tx),
  );
  for (const row of changes.filter(({ state, kind }) => state === 'done' && kind === 'save')) {
    const outcome = await undoSave(context, row);
    if (outcome === 'cancelled') cancelled.push(row.id);
    else if ('code' in outcome) leave(row, outcome);
    else
      undoing.push({
        ...reversed(row),
        ...outcome,
        kind: 'delete',
        before: {},
        wanted: {},
      });
  }
  await cancelPinChanges(tx, cancelled);
  const taken = await insertPinChanges(tx, undoing);
  for (const row of changes) {
    if (row.state === 'open' && isUnderWay(row))
      leave(row, problem('PIN_CHANGE_UNDER_WAY', { field: 'changeId' }));
    else if (row.state === 'done' && row.kind === 'delete')
      leave(row, notUndoable('the Pin is deleted'));
    else {
      // Of a save the copy, which is another Pin.
      const pinId = undoing.find(({ undoOf }) => undoOf === row.id)?.pinterestPinId;
      if (pinId !== undefined && taken.includes(pinId))
        leave(row, problem('LIVE_PIN_CHANGE_OPEN', { field: 'changeId', values: { pinId } }));
    }
  }
  return { cancelled: cancelled.length, undoing: undoing.length - taken.length, left };
}

export const notUndoable = (reason: string): Problem =>
  problem('PIN_CHANGE_NOT_UNDOABLE', { field: 'changeId', values: { reason } });

/** A save is taken back by cancelling its post, or once it is out by deleting the copy. */
async function undoSave(
  context: Context,
  { postId, workspaceId, accountId }: PinChangeRow,
): Promise<'cancelled' | { pinterestPinId: string } | Problem> {
  const full = postId === null ? null : await findPost(context.store.db, workspaceId, postId);
  if (!full) return notUndoable('its post was deleted');
  const copy = full.pins.find((pin) => pin.accountId === accountId && pin.pinterestPinId !== null);
  if (!copy || copy.pinterestPinId === null) {
    if (full.post.status === 'cancelled') return 'cancelled';
    try {
      await cancelPost.run(context, { postId: full.post.id }, []);
      return 'cancelled';
    } catch (error) {
      if (error instanceof LinchpinError) return error.problems[0];
      throw error;
    }
  }
  return context.actor.grants[0]?.scopes.includes('pins:delete')
    ? { pinterestPinId: copy.pinterestPinId }
    : problem('INSUFFICIENT_PERMISSIONS', { values: { scope: 'pins:delete' } });
}
