import type { UndonePinChanges } from '../../contract/index.ts';
import { problem, refusal, throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  cancelPinChanges,
  countBatch,
  findPinChange,
  insertPinChanges,
  isUnderWay,
  listPinChanges,
  lockPinChanges,
  type NewPinChange,
  type PinChangeRow,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPinChange, theWorkspace, type Within } from '../within.ts';
import { requireLiveRights } from './may-change.ts';

interface Given {
  profileId?: string | undefined;
  changeId?: string | undefined;
  batchId?: string | undefined;
}

const ofGiven: Within<Given> = async (call, given, granted) => {
  const { changeId, batchId } = given;
  if (changeId !== undefined) return ofPinChange(call, { changeId }, granted);
  if (granted.length === 1) return granted;
  const found = await listPinChanges(
    call.store.db,
    granted,
    { batchId },
    { after: null, limit: 1 },
  );
  const [first] = found;
  return first ? [first.workspaceId] : theWorkspace(call, given, granted);
};

export const undoChanges = implement('pins.undo', {
  scope: 'pins:write',
  within: ofGiven,
  async run(context, { changeId, batchId }) {
    const { workspaceId } = context;
    const id = newId(context.clock());
    const which = changeId === undefined ? { batchId: batchId ?? '' } : { id: changeId };
    return context.commit(
      { subject: { type: 'pin_change', id }, details: { changeId, batchId } },
      async (tx): Promise<UndonePinChanges> => {
        const changes = await lockPinChanges(tx, workspaceId, which);
        if (changes.length === 0) throw refusal('PIN_CHANGE_NOT_FOUND', { field: 'changeId' });
        const open = changes.filter((row) => row.state === 'open' && !isUnderWay(row));
        const made = changes.filter((row) => row.state === 'done' && row.kind === 'edit');
        if (made.length > 0) requireLiveRights(context, 'edit');
        await cancelPinChanges(
          tx,
          open.map((row) => row.id),
        );
        const undoing = made.map((row) => reversed(context, row, id));
        const taken = await insertPinChanges(tx, undoing);
        const left = changes.flatMap((row) => {
          const why = open.includes(row) ? null : whyLeft(row, taken);
          return why
            ? [{ changeId: row.id, pinterestPinId: row.pinterestPinId, problem: why }]
            : [];
        });
        // Of a single one there is nothing else to say.
        if (changeId !== undefined) throwIfBlocked(left.map((row) => row.problem));
        return {
          batchId: undoing.length > taken.length ? id : null,
          cancelled: open.length,
          undoing: undoing.length - taken.length,
          left,
        };
      },
    );
  },
  async repeat({ store, workspaceId }, id) {
    const counts = await countBatch(store.db, workspaceId, id);
    const undoing = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const [first] = undoing
      ? await listPinChanges(store.db, [workspaceId], { batchId: id }, { after: null, limit: 1 })
      : [];
    const change = first && (await findPinChange(store.db, workspaceId, first.undoOf ?? ''));
    return { batchId: change ? id : null, cancelled: 0, undoing, left: [] };
  },
});

/** A new change that leads back: what was wanted is what is seen now. */
const reversed = ({ actor, clock }: Context, row: PinChangeRow, batchId: string): NewPinChange => ({
  id: newId(clock()),
  identityId: row.identityId,
  accountId: row.accountId,
  workspaceId: row.workspaceId,
  pinterestPinId: row.pinterestPinId,
  kind: 'edit',
  before: row.wanted,
  wanted: row.before,
  askedBy: namedActor(actor),
  batchId,
  undoOf: row.id,
  delayMs: 0,
});

/** Why a change was not undone; null: it was, or there is nothing to undo. */
function whyLeft(row: PinChangeRow, taken: readonly string[]): Problem | null {
  const { state, kind, pinterestPinId: pinId } = row;
  if (state === 'open') return problem('PIN_CHANGE_UNDER_WAY', { field: 'changeId' });
  if (state !== 'done')
    return problem('PIN_CHANGE_NOT_UNDOABLE', {
      field: 'changeId',
      values: { reason: `it was not made, it is ${state}` },
    });
  if (kind === 'delete')
    return problem('PIN_CHANGE_NOT_UNDOABLE', {
      field: 'changeId',
      values: { reason: 'the Pin is deleted' },
    });
  return taken.includes(pinId)
    ? problem('LIVE_PIN_CHANGE_OPEN', { field: 'changeId', values: { pinId } })
    : null;
}
