import type { PinBatch } from '../../contract/index.ts';
import { problem, refusal } from '../../domain/errors/index.ts';
import { listPinBatches, type CountedBatch } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const listBatches = implement('pins.batches', {
  scope: 'pins:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { limit, cursor, accountId, batchId }) {
    const filter = { accountId, ...(batchId !== undefined && { id: batchId }) };
    const page = { after: cursor ?? null, limit: limit + 1 };
    const found = await listPinBatches(store.db, workspaceIds, filter, page);
    const shown = found.slice(0, limit);
    return {
      batches: shown.map(presentBatch),
      nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});

/** A batch as it is now. @throws LinchpinError PIN_BATCH_NOT_FOUND */
export async function batchNow(
  { store, workspaceId }: Pick<Context, 'store' | 'workspaceId'>,
  id: string,
): Promise<PinBatch> {
  const page = { after: null, limit: 1 };
  const [batch] = await listPinBatches(store.db, [workspaceId], { id }, page);
  if (!batch) throw refusal('PIN_BATCH_NOT_FOUND', { field: 'batchId' });
  return presentBatch(batch);
}

const none = { open: 0, done: 0, refused: 0, conflict: 0, cancelled: 0 };

function presentBatch(batch: CountedBatch): PinBatch {
  const { id, accountId, what, state, total, looked, same, changes, problem: why } = batch;
  const { action, undoOf } = what as { action?: { kind: PinBatch['kind'] }; undoOf?: string };
  return {
    id,
    accountId,
    kind: action?.kind ?? 'undo',
    undoOf: undoOf ?? null,
    state,
    total,
    looked,
    same,
    changes: { ...none, ...changes },
    problem: why ?? (batch.givenUpAt === null ? null : problem('PIN_BATCH_GAVE_UP')),
    askedBy: { type: batch.askedBy.type, name: batch.askedBy.name },
    askedAt: batch.askedAt.toISOString(),
    endedAt: batch.endedAt?.toISOString() ?? null,
  };
}
