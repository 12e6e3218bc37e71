import type { UndonePinChanges } from '../../contract/index.ts';
import { refusal, throwIfBlocked } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  countBatch,
  countUndoable,
  insertPinBatch,
  listPinChanges,
  lockPinChange,
  stopPinBatch,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPinChange, theWorkspace, type Within } from '../within.ts';
import { grantNow } from '../on-behalf.ts';
import { requireLiveRights } from './may-change.ts';
import { notUndoable, undoNext, undoRows } from './undo-rows.ts';

interface Given {
  profileId?: string | undefined;
  changeId?: string | undefined;
  batchId?: string | undefined;
}

const ofGiven: Within<Given> = async (call, given, granted) => {
  const { changeId, batchId } = given;
  if (changeId !== undefined) return ofPinChange(call, { changeId }, granted);
  if (granted.length === 1) return granted;
  const page = { after: null, limit: 1 };
  const [first] = await listPinChanges(call.store.db, granted, { batchId }, page);
  return first ? [first.workspaceId] : theWorkspace(call, given, granted);
};

export const undoChanges = implement('pins.undo', {
  scope: 'pins:write',
  within: ofGiven,
  async run(context, { changeId, batchId }) {
    const id = newId(context.clock());
    return context.commit(
      { subject: { type: 'pin_change', id }, details: { changeId, batchId } },
      (tx) =>
        changeId === undefined
          ? undoBatch(context, tx, id, batchId ?? '')
          : undoOne(context, tx, id, changeId),
    );
  },
  async repeat({ store, workspaceId }, id) {
    const counts = await countBatch(store.db, workspaceId, id);
    const undoing = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { batchId: undoing > 0 ? id : null, cancelled: 0, undoing, left: [] };
  },
});

async function undoOne(
  context: Context,
  tx: Tx,
  id: string,
  changeId: string,
): Promise<UndonePinChanges> {
  const { workspaceId, actor } = context;
  const change = await lockPinChange(tx, workspaceId, changeId);
  if (!change) throw refusal('PIN_CHANGE_NOT_FOUND', { field: 'changeId' });
  const { state, kind } = change;
  // To cancel what has not begun changes nothing that people see.
  if (kind === 'edit' && state === 'done') requireLiveRights(context, 'edit');
  if (state === 'refused' || state === 'cancelled')
    throwIfBlocked([notUndoable(`it was not made, it is ${state}`)]);
  const asked = { id, workspaceId, askedBy: namedActor(actor) };
  const undone = await undoRows(context, tx, [change], asked, grantNow(context));
  throwIfBlocked(undone.left.map((row) => row.problem));
  return { batchId: undone.undoing > 0 ? id : null, ...undone };
}

/** A batch is taken back by another one, some of its changes at a time; the first of them at once. */
async function undoBatch(
  context: Context,
  tx: Tx,
  id: string,
  undoOf: string,
): Promise<UndonePinChanges> {
  const { workspaceId, actor } = context;
  await stopPinBatch(tx, { id: undoOf, workspaceId });
  const page = { after: null, limit: 1 };
  const [first] = await listPinChanges(tx, [workspaceId], { batchId: undoOf }, page);
  if (!first) throw refusal('PIN_CHANGE_NOT_FOUND', { field: 'batchId' });
  const counts = await countBatch(tx, workspaceId, undoOf);
  const { identityId, accountId, kind } = first;
  if (kind === 'edit' && counts.done !== undefined) requireLiveRights(context, 'edit');
  const asked = { id, identityId, accountId, workspaceId, askedBy: namedActor(actor) };
  const work = { undoOf, grant: grantNow(context) };
  await insertPinBatch(tx, {
    ...asked,
    what: work,
    chosen: {},
    total: (await countUndoable(tx, undoOf)).all,
  });
  const { next: _next, ...undone } = await undoNext(context, tx, { ...asked, leaseToken: 0 }, work);
  return { batchId: id, ...undone };
}
