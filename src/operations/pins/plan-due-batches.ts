import { LinchpinError, problem } from '../../domain/errors/index.ts';
import {
  BatchLost,
  findAccount,
  stopPinBatch,
  type AccountRow,
  type LeasedRows,
  type PinBatchRow,
} from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { planChanges, type NextStep } from './plan-changes.ts';
import type { BatchWork } from './plan-rows.ts';
import { saveNext, type Saves } from './save-many.ts';
import type { StoredSelection } from './selection.ts';
import { againMs, undoNext, type UndoWork } from './undo-rows.ts';

/** What one claim may take, so that users take turns, ms. Ours. */
const sliceMs = 10_000;
/** Where Pinterest does not say when it goes on, ms. */
const laterMs = 30_000;

/** The handler of `pin_batch`: makes changes from a selection, some Pins in each transaction. */
export const planDueBatches =
  (deps: OperationDeps, rows: Pick<LeasedRows<PinBatchRow>, 'finish'>) =>
  async (row: PinBatchRow, signal: AbortSignal): Promise<void> => {
    const { store } = deps;
    const began = performance.now();
    const goesOn = () => !signal.aborted && performance.now() - began < sliceMs;
    const finish = async (ms: number | null) => {
      await rows.finish(store.db, row, ms === null ? null : new Date(store.clock.nowMs() + ms));
    };
    try {
      for (;;) {
        // Read for each step: of an account that is disconnected meanwhile no Pins are found any more.
        const account = await findAccount(store.db, row.workspaceId, row.accountId);
        if (!account || account.status === 'disconnected')
          return await stopPinBatch(store.db, row, problem('PIN_BATCH_DISCONNECTED'));
        const next = await step(deps, row, account, goesOn);
        if (next === 'ended') return await finish(null);
        if (next === 'later') return await finish(againMs);
        if (!goesOn()) return await finish(0);
      }
    } catch (error) {
      if (error instanceof BatchLost) return;
      if (!(error instanceof LinchpinError)) throw error;
      await finish(error.retryAfterMs ?? laterMs);
    }
  };

/** @throws BatchLost; LinchpinError for what goes away by itself */
async function step(
  deps: OperationDeps,
  row: PinBatchRow,
  account: AccountRow,
  goesOn: () => boolean,
): Promise<NextStep> {
  // Both as `bulk.ts` and `undo.ts` store them.
  const work = row.what as unknown as BatchWork | Saves | UndoWork;
  const selection = row.chosen as StoredSelection;
  if ('boardId' in work) return saveNext(deps, row, account, { ...work, selection }, goesOn);
  return deps.store.transaction(async (tx) => {
    const { next } =
      'undoOf' in work
        ? await undoNext(deps, tx, row, work)
        : await planChanges(deps, tx, row, account, { ...work, selection });
    return next;
  });
}
