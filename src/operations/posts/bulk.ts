import {
  bulkOutcomes,
  type BulkPosts,
  type BulkPostsInput,
  type BulkResult,
} from '../../contract/index.ts';
import { refusal, type Problem } from '../../domain/errors/index.ts';
import { findPost, readPostStates } from '../../store/index.ts';
import type { Call, Context } from '../context.ts';
import { execute } from '../execute.ts';
import { implement } from '../operation.ts';
import { parseStrictly } from '../parse.ts';
import { ofPost } from '../within.ts';
import { orRefused, readRow, type Row, type RowEnd } from './bulk-row.ts';
import { cancelPost, requireCancellable } from './cancel.ts';
import { groupPins } from './change.ts';
import { createRows } from './create-rows.ts';
import { updatePost } from './update.ts';

export const bulkPosts = implement('posts.bulk', {
  scope: 'posts:write',
  within: (_call, _input, granted) => Promise.resolve(granted),
  parse: parseStrictly, // Named, so that what is wrong with a text is a problem of its row alone.
  keysRows: true,
  run: (context, input, found) => context.bulkTurn(() => run(context, input, found)),
});

async function run(
  context: Context,
  { posts, dryRun = false }: BulkPostsInput,
  found: readonly Problem[],
): Promise<BulkPosts> {
  const rows = posts.map((row, index) => readRow(context, row, index, found));
  const ends = await createRows(
    context,
    rows.filter(({ action }) => action === 'create'),
    dryRun,
  );
  for (const row of rows)
    if (row.action !== 'create')
      ends.set(row, await orRefused(row, () => changeRow(context, row, dryRun)));
  return present(context, rows, ends);
}

/** Changes or cancels a post as the call of its own does. @throws LinchpinError */
async function changeRow(context: Context, row: Row, dryRun: boolean): Promise<RowEnd> {
  const { action, key, postId } = row;
  if (postId === null)
    throw refusal('MISSING_REQUIRED_FIELD', { field: 'postId', values: { field: 'postId' } });
  const call: Call = {
    ...context,
    // A check is no repetition of what was done under the key.
    idempotencyKey: key === null || dryRun ? null : { value: key, strict: true },
  };
  if (action === 'cancel') {
    if (dryRun) await checkCancel(context, call, postId);
    else await execute(cancelPost, call, { postId });
    return { outcome: dryRun ? 'valid' : 'cancelled', postId, problems: [] };
  }
  const answer = await execute(updatePost, call, {
    ...row.body,
    postId,
    ...(dryRun && { dryRun }),
  });
  const { output } = updatePost.endpoint;
  const said = output.parse(answer);
  if ('post' in said) return { outcome: 'updated', postId, problems: said.warnings ?? [] };
  return { outcome: said.valid ? 'valid' : 'refused', postId, problems: said.problems };
}

/** @throws LinchpinError when the post cannot be cancelled */
async function checkCancel(context: Context, call: Call, postId: string): Promise<void> {
  const [workspaceId = ''] = await ofPost(call, { postId }, context.workspaceIds);
  const full = await findPost(context.store.db, workspaceId, postId);
  if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
  requireCancellable(groupPins(full));
}

async function present(
  { store, workspaceIds }: Context,
  rows: readonly Row[],
  ends: ReadonlyMap<Row, RowEnd>,
): Promise<BulkPosts> {
  const ids = [...ends.values()].flatMap(({ postId }) => postId ?? []);
  const states = await readPostStates(store.db, workspaceIds, ids);
  const results = rows.map((row): BulkResult => {
    const end = ends.get(row);
    if (!end) throw new Error('A row was passed over.');
    const { outcome, postId, problems } = end;
    const state = states.get(postId ?? '');
    return {
      index: row.index,
      outcome,
      postId: state ? postId : null,
      status: state?.status ?? null,
      scheduledFor: state?.scheduledFor?.toISOString() ?? null,
      problems: [...problems],
    };
  });
  const counts = Object.fromEntries(
    bulkOutcomes.map((outcome) => [
      outcome,
      results.filter((result) => result.outcome === outcome).length,
    ]),
  ) as BulkPosts['counts']; // One for each outcome.
  const said = bulkOutcomes.flatMap((outcome) =>
    counts[outcome] ? `${counts[outcome]} ${outcomeWords[outcome]}` : [],
  );
  return { message: `${said.join(', ')}.`, counts, results };
}

const outcomeWords: Record<BulkResult['outcome'], string> = {
  created: 'created',
  existing: 'made by an earlier request',
  updated: 'updated',
  cancelled: 'cancelled',
  valid: 'ready',
  refused: 'refused',
};
