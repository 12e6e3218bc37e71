import { LinchpinError } from '../../domain/errors/index.ts';
import { isInUse, type LeasedRow, type LeasedRows } from '../../store/index.ts';
import type { OperationDeps } from '../context.ts';
import { refreshBoards } from './refresh.ts';

/** Milliseconds until boards are read again: after a reading, and after one that Pinterest did not answer. Ours. */
const next = { reading: 6 * 3600_000, failure: 10 * 60_000 };

/** The handler of `board_refresh`: reads the boards of a Pinterest user, as background work. */
export const refreshDueBoards =
  (deps: Pick<OperationDeps, 'store' | 'pinterest'>, rows: Pick<LeasedRows<LeasedRow>, 'finish'>) =>
  async (row: LeasedRow): Promise<void> => {
    const { store } = deps;
    const again = (ms: number) => rows.finish(store.db, row, new Date(store.clock.nowMs() + ms));
    try {
      if (await isInUse(store.db, row.id)) await refreshBoards(deps, row.id, 'background');
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      await again(Math.max(error.retryAfterMs ?? 0, next.failure));
      return;
    }
    await again(next.reading);
  };
