import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import {
  countMissing,
  dropBookmark,
  endSlice,
  ImportLost,
  isInUse,
  keepMissing,
  leaveBoard,
  markGone,
  nextMissing,
  nextPlace,
  putLivePins,
  recordPage,
  startMissing,
  startRun,
  type ImportPlace,
  type LeasedRows,
  type PinImportRow,
} from '../../store/index.ts';
import type { Acting } from '../../pinterest-access/index.ts';
import { refreshBoards } from '../boards/refresh.ts';
import type { OperationDeps } from '../context.ts';

type Deps = Pick<OperationDeps, 'store' | 'pinterest'>;

/** What one claim may cost, so that users take turns: requests, and ms after which no further one is made. Ours. */
const slice = { calls: 20, ms: 10_000 };

/** Milliseconds; ours. */
const wait = {
  /** From the end of a run to the next one. */
  nextRun: 24 * 3600_000,
  /** After an answer that stopped a run. */
  failure: 10 * 60_000,
  /** Where Pinterest is busy and does not say for how long. */
  busy: 60_000,
  /** Of a user that no account uses. */
  unused: 6 * 3600_000,
};

/** Milliseconds a bookmark is used; Pinterest does not say how long it is good. Ours. */
const bookmarkGoodForMs = 3600_000;

/** Pages of a board after which it is left alone: three times those of 200,000 Pins, Pinterest's limit for an account. */
const mostPages = 2_400;

/** How a slice ended. `again`: due at once; `over`: the run is. */
type End = { kind: 'again' } | { kind: 'over'; problem: Problem | null };

/**
 * The handler of `pin_import`: reads the Pins of a user board by board, as background work, a slice at each claim. All
 * that was read is stored with its place, so the next claim goes on there.
 */
export const importDuePins =
  (deps: Deps, rows: Pick<LeasedRows<PinImportRow>, 'finish'>) =>
  async (row: PinImportRow, signal: AbortSignal): Promise<void> => {
    const { store } = deps;
    const at = (ms: number) => new Date(store.clock.nowMs() + ms);
    const end = (dueAt: Date, ends: boolean, found?: Problem | null) =>
      endSlice(store, rows, row, {
        dueAt,
        ends,
        ...(found !== undefined && { problem: found }),
      });
    try {
      if (!(await isInUse(store.db, row.id))) return await end(at(wait.unused), false);
      const ended = await workOn(deps, row, signal);
      if (ended.kind === 'again') await end(at(0), false);
      else await end(at(wait.nextRun), true, ended.problem);
    } catch (error) {
      if (error instanceof ImportLost) return;
      if (!(error instanceof LinchpinError)) throw error;
      const [found] = error.problems;
      // Nothing is wrong then: it goes on when there is quota again.
      if (found?.code === 'PINTEREST_BUSY')
        return end(at(error.retryAfterMs ?? wait.busy), false, null);
      await end(at(Math.max(error.retryAfterMs ?? 0, wait.failure)), false, found ?? null);
    }
  };

async function workOn(deps: Deps, row: PinImportRow, signal: AbortSignal): Promise<End> {
  const { store } = deps;
  const began = performance.now();
  let calls = 0;
  const mayAsk = () =>
    calls++ < slice.calls && performance.now() - began < slice.ms && !signal.aborted;
  let { phase } = row;
  if (phase === null) {
    await refreshBoards(deps, row.id, 'background');
    await startRun(store, row);
    phase = 'reading';
  }
  if (phase === 'reading') {
    for (;;) {
      const place = await nextPlace(store.db, row, bookmarkGoodForMs);
      if (place === null) break;
      if (!mayAsk()) return { kind: 'again' };
      await readPage(deps, row, place);
    }
    const unread = await startMissing(store, row);
    if (unread > 0)
      return {
        kind: 'over',
        problem: problem('PIN_IMPORT_INCOMPLETE', { values: { count: unread } }),
      };
  }
  for (;;) {
    const { pinterestPinId, isTooMany } = await nextMissing(store.db, row);
    if (pinterestPinId === null) return { kind: 'over', problem: null };
    if (isTooMany) {
      const count = await countMissing(store.db, row);
      const found = problem('PIN_IMPORT_MANY_MISSING', { values: { count }, details: { count } });
      return { kind: 'over', problem: found };
    }
    if (!mayAsk()) return { kind: 'again' };
    await askAfter(deps, row, pinterestPinId);
  }
}

async function readPage(
  { store, pinterest }: Deps,
  row: PinImportRow,
  place: ImportPlace,
): Promise<void> {
  const acting: Acting = { identityId: row.id, requestClass: 'background' };
  try {
    const page = await pinterest.readBoardPins(acting, place.boardId, place.bookmark);
    const isEndless =
      page.bookmark !== null && (page.bookmark === place.bookmark || place.pages >= mostPages);
    if (isEndless) await leaveBoard(store, row, place.boardId);
    else await recordPage(store, row, place, page);
  } catch (error) {
    const code = error instanceof LinchpinError ? error.problems[0]?.code : undefined;
    if (code === 'PINTEREST_REFUSED' && place.bookmark !== null) await dropBookmark(store, row);
    else if (code !== undefined && boardRefused.includes(code))
      await leaveBoard(store, row, place.boardId);
    else throw error;
  }
}

/** What concerns one board: the others are read nevertheless. */
const boardRefused: readonly Problem['code'][] = [
  'PINTEREST_GONE',
  'PINTEREST_PERMISSION_DENIED',
  'PINTEREST_REFUSED',
];

/** A Pin that was missed may have been moved while boards were read: only its absence by id says that it is gone. */
async function askAfter(
  { store, pinterest }: Deps,
  row: PinImportRow,
  pinterestPinId: string,
): Promise<void> {
  const acting: Acting = { identityId: row.id, requestClass: 'background' };
  const found = await pinterest.lookForPin(acting, pinterestPinId);
  if (found === 'gone') await markGone(store, row, pinterestPinId);
  else if (found === 'refused') await keepMissing(store.db, row, pinterestPinId);
  else await putLivePins(store.db, row.id, [found]);
}
