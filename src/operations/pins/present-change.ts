import type { PinChange } from '../../contract/index.ts';
import { problem } from '../../domain/errors/index.ts';
import { isUnderWay, type PinChangeRow } from '../../store/index.ts';

/** A wanted change of a live Pin as the API shows it. */
export const presentChange = (row: PinChangeRow): PinChange => ({
  id: row.id,
  accountId: row.accountId,
  pinterestPinId: row.pinterestPinId,
  kind: row.kind,
  state: row.state,
  before: row.before,
  wanted: row.wanted,
  shown: row.live,
  // One that was given up by the lease has no words of its own.
  problem: row.problem ?? (row.state === 'refused' ? problem('PIN_CHANGE_GAVE_UP') : null),
  isUnderWay: row.state === 'open' && isUnderWay(row),
  isUndoable: isUndoable(row),
  nextAt: row.dueAt?.toISOString() ?? null,
  askedBy: { type: row.askedBy.type, name: row.askedBy.name },
  askedAt: row.askedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  batchId: row.batchId,
  undoOf: row.undoOf,
  postId: row.postId,
});

/** Whether pins.undo would do something: an edit or a save that was made, or a change that has not begun. */
const isUndoable = (row: PinChangeRow): boolean =>
  row.state === 'open'
    ? !isUnderWay(row)
    : row.state === 'conflict' ||
      (row.state === 'done' && (row.kind === 'edit' || row.postId !== null));
