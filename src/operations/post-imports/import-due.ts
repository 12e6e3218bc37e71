import { maxImportRows, type BulkResult } from '../../contract/index.ts';
import { LinchpinError } from '../../domain/errors/index.ts';
import {
  endPostImport,
  findKeys,
  keepImported,
  PostImportLost,
  postImportState,
  waitingRows,
  type ImportedEnd,
  type LeasedRows,
  type PostImportRow,
  type WaitingRow,
} from '../../store/index.ts';
import type { Call, OperationDeps } from '../context.ts';
import { execute } from '../execute.ts';
import { actorBehind, type KeptGrant } from '../on-behalf.ts';
import { bulkPosts } from '../posts/bulk.ts';
import { inColumns } from './plan-rows.ts';
import { readingOf } from './reading.ts';

/** Ms after which no further rows are taken, so that workspaces take turns. Ours. */
const sliceMs = 10_000;
/** Rows made at once: a transaction of `posts.bulk`. A dry run finds repeats among the rows of one call. */
const rowsAtOnce = { make: 100, check: 500 };
/** Rows of a cancelled import: all of them. */
const allRows = maxImportRows;
/** Where it is not said when it goes on, ms. */
const laterMs = 30_000;

/**
 * The handler of `post_import`: makes the posts of the rows that wait, some at a time. How they ended is stored after
 * they were made; each has its key, so that what a worker made before it died is found, and not made again.
 */
export const importDuePosts =
  (deps: OperationDeps, jobs: Pick<LeasedRows<PostImportRow>, 'finish'>) =>
  async (row: PostImportRow, signal: AbortSignal): Promise<void> => {
    const { store } = deps;
    const began = performance.now();
    const finish = async (ms: number) => {
      await jobs.finish(store.db, row, new Date(store.clock.nowMs() + ms));
    };
    try {
      for (;;) {
        const isWanted = (await postImportState(store.db, row.id)) === 'working';
        const limit = isWanted ? rowsAtOnce[row.dryRun ? 'check' : 'make'] : allRows;
        const rows = await waitingRows(store.db, row.id, limit);
        if (rows.length > 0)
          await keepImported(
            store,
            row,
            isWanted ? await take(deps, row, rows) : await leave(deps, row, rows),
          );
        else {
          await endPostImport(store.db, row, { state: isWanted ? 'done' : 'cancelled' });
          return;
        }
        if (signal.aborted || performance.now() - began > sliceMs) return await finish(0);
      }
    } catch (error) {
      if (error instanceof PostImportLost) return;
      if (!(error instanceof LinchpinError)) throw error;
      const [problem] = error.problems;
      if (problem.retryable) return finish(error.retryAfterMs ?? laterMs);
      await endPostImport(store.db, row, { state: 'stopped', problem });
    }
  };

/** Makes these rows, or checks them. @throws LinchpinError where none of them can be made */
async function take(
  deps: OperationDeps,
  row: PostImportRow,
  rows: readonly WaitingRow[],
): Promise<ImportedEnd[]> {
  const { workspaceId, askedBy, granted, dryRun } = row;
  if (askedBy === null || granted === null) throw new Error('An import has no actor.');
  const call: Call = {
    ...deps,
    actor: actorBehind({ workspaceId, askedBy }, granted as unknown as KeptGrant), // As `start.ts` stores it.
    idempotencyKey: null,
  };
  const make = async (posts: readonly object[]): Promise<BulkResult[]> => {
    const answer = await execute(bulkPosts, call, { posts, dryRun });
    return bulkPosts.endpoint.output.parse(answer).results;
  };
  const results = await make(rows.map(({ post, key }) => ({ ...post, requestId: key ?? '' })));
  // Of a post that was made and deleted since, only the key is left.
  const gone = rows.filter(
    (_, index) => results[index]?.outcome === 'existing' && results[index].postId === null,
  );
  const again =
    gone.length === 0
      ? []
      : await make(gone.map(({ post, key }) => ({ ...post, requestId: `${key} ${row.id}` })));
  const reading = readingOf(row) ?? { mapping: {} };
  return rows.map((each, index) => {
    const result = again[gone.indexOf(each)] ?? results[index];
    if (!result) throw new Error('A row was passed over.');
    const problems = result.problems.map((found) => inColumns(found, reading, each.raw));
    return { number: each.number, ...outcomeOf(result), problems };
  });
}

/** A key that belongs to a post is that of this row, whatever a release before read from it. */
function outcomeOf({
  outcome,
  postId,
  problems,
}: BulkResult): Omit<ImportedEnd, 'number' | 'problems'> {
  const reused = problems.find(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED');
  const made = reused?.details?.['existingPostId'];
  if (typeof made === 'string') return { outcome: 'existing', postId: made };
  if (outcome === 'created' || outcome === 'existing' || outcome === 'valid')
    return { outcome, postId };
  return { outcome: 'refused', postId: null };
}

/** Leaves these rows of a cancelled import, but for those that a worker made before it died. */
async function leave(
  { store }: Pick<OperationDeps, 'store'>,
  { workspaceId }: PostImportRow,
  rows: readonly WaitingRow[],
): Promise<ImportedEnd[]> {
  const keys = rows.flatMap(({ key }) => key ?? []);
  const made = await findKeys(store.db, workspaceId, 'posts.create', keys);
  return rows.map(({ number, key }) => {
    const postId = made.get(key ?? '')?.reference ?? null;
    return postId === null
      ? { number, outcome: 'cancelled', postId, problems: [] }
      : { number, outcome: 'existing', postId, problems: [] };
  });
}
