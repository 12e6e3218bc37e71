import { newId } from '../../domain/ids.ts';
import {
  advancePinBatch,
  holdPinBatch,
  insertPinChanges,
  nextLivePins,
  type AccountRow,
  type NewPinChange,
  type PinBatchRow,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { readSelection, type StoredSelection } from './selection.ts';
import {
  editOfRow,
  isOpen,
  kindOf,
  planRows,
  refused,
  type BatchWork,
  type PlannedRow,
} from './plan-rows.ts';

/** Pins of one transaction: they are locked for a few hundred milliseconds. Ours. */
export const pinsAtOnce = 250;

/** How a batch goes on after a step: when its row says so, at once, or not at all. */
export type NextStep = 'later' | 'now' | 'ended';

/** Of a batch, as its row says. */
export type HeldBatch = Pick<
  PinBatchRow,
  'id' | 'leaseToken' | 'identityId' | 'accountId' | 'workspaceId' | 'askedBy'
>;

/**
 * Makes changes from the next Pins of a batch, in the caller's transaction, and keeps those that are refused as results.
 * @returns rows of what changes or is refused, and how it goes on. @throws BatchLost
 */
export async function planChanges(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  batch: HeldBatch,
  account: AccountRow,
  work: BatchWork & { selection: StoredSelection },
): Promise<{ rows: PlannedRow[]; next: NextStep }> {
  const after = await holdPinBatch(tx, batch);
  const page = { after, limit: pinsAtOnce };
  const pins = await nextLivePins(tx, account.id, readSelection(work.selection), page);
  const planned = await planRows(tx, account, pins, work);
  const change = (row: PlannedRow): NewPinChange => ({
    id: newId(clock()),
    identityId: batch.identityId,
    accountId: batch.accountId,
    workspaceId: batch.workspaceId,
    pinterestPinId: row.pinterestPinId,
    kind: kindOf(work.action),
    ...editOfRow(row),
    askedBy: batch.askedBy,
    batchId: batch.id,
    undoOf: null,
    delayMs: work.action.kind === 'delete' ? work.action.delaySeconds * 1000 : 0,
  });
  const wanted = planned.filter(({ result }) => result === 'changes');
  const taken = new Set(await insertPinChanges(tx, wanted.map(change)));
  const rows = planned
    .filter(({ result }) => result !== 'same')
    .map((row) => (taken.has(row.pinterestPinId) ? refused(row, isOpen(row)) : row));
  await insertPinChanges(
    tx,
    rows.flatMap((row) => {
      const why = row.problems.find(({ severity }) => severity === 'error');
      return row.result === 'refused' && why ? [{ ...change(row), refusal: why }] : [];
    }),
  );
  const ended = pins.length < pinsAtOnce;
  await advancePinBatch(tx, batch.id, {
    after: pins.at(-1)?.pinterestPinId ?? after,
    looked: pins.length,
    same: planned.length - rows.length,
    ends: ended,
  });
  return { rows, next: ended ? 'ended' : 'now' };
}
