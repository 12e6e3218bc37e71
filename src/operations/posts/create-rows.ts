import type { CreatePostInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { groupBy } from '../../domain/group-by.ts';
import { newId } from '../../domain/ids.ts';
import { inputHash } from '../../domain/input-hash.ts';
import { auditAll, findKeys, freeKeys, keepKeys } from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { requireScope } from '../permission.ts';
import { asGoingOut } from '../preflight/check-post.ts';
import { preflightAll } from '../preflight/preflight.ts';
import { repeatsOf, type Repeated } from '../preflight/repeats.ts';
import { readInput } from '../read-input.ts';
import { readTiming } from '../scheduling/timing.ts';
import { withScope } from '../within.ts';
import { storePosts, type CheckedPost } from './accept.ts';
import { approvalOfNew } from './approval.ts';
import { orRefused, refused, type Row, type RowEnd } from './bulk-row.ts';
import { warningsOf } from './change.ts';
import { createPost } from './create.ts';

/** Rows and Pins that are checked and stored together. Ours: a transaction stays short, and others get their turn. */
const block = { rows: 60, pins: 200 };

/** A row that was read. */
interface Wanted {
  row: Row;
  workspaceId: string;
  input: CreatePostInput;
  found: readonly Problem[];
  /** Of its input, as the same post sent alone would have it. */
  hash: string;
}

/**
 * Creates the posts of these rows, or only checks them. What they share is read once, and each block is one transaction.
 * A row whose key is that of an earlier one waits for it.
 */
export async function createRows(
  context: Context,
  rows: readonly Row[],
  dryRun: boolean,
): Promise<Map<Row, RowEnd>> {
  const ends = new Map<Row, RowEnd>();
  const earlier = new Map<string, Repeated>();
  const keys = new Set<string>();
  const repeated: Row[] = [];
  const firsts = rows.filter((row) => {
    const isRepeated = row.key !== null && keys.has(row.key);
    if (row.key !== null) keys.add(row.key);
    if (isRepeated) repeated.push(row);
    return !isRepeated;
  });
  for (const line of [firsts, repeated]) {
    const wanted: Wanted[] = [];
    for (const row of line) {
      const read = await orRefused(row, () => readWanted(context, row));
      if ('outcome' in read) ends.set(row, read);
      else wanted.push(read);
    }
    for (const [workspaceId, own] of groupBy(wanted, (each) => each.workspaceId))
      for (const part of inBlocks(own))
        for (const [row, end] of await createBlock(
          { ...context, workspaceId },
          part,
          dryRun ? earlier : null,
        ))
          ends.set(row, end);
  }
  return ends;
}

/** @throws LinchpinError when nothing can be made of it, or the caller may not write there */
async function readWanted(context: Context, row: Row): Promise<Wanted> {
  const { input, problems } = readInput(createPost, row.body);
  const call = { ...context, idempotencyKey: null };
  const found = await createPost.within(call, input, context.workspaceIds);
  const [workspaceId = ''] = withScope(context.actor, found, createPost.scope);
  return { row, workspaceId, input, found: [...row.found, ...problems], hash: inputHash(input) };
}

function inBlocks(wanted: readonly Wanted[]): Wanted[][] {
  const blocks: Wanted[][] = [];
  let pins = Infinity;
  for (const each of wanted) {
    const own = each.input.fanOut?.boards?.length ?? each.input.platforms?.length ?? 0;
    const last = blocks.at(-1);
    if (last && last.length < block.rows && pins + own <= block.pins) last.push(each);
    else blocks.push([each]);
    pins = last === blocks.at(-1) ? pins + own : own;
  }
  return blocks;
}

/** @param earlier what was checked before in the same call, where nothing is to be stored */
async function createBlock(
  context: Context,
  wanted: readonly Wanted[],
  earlier: Map<string, Repeated> | null,
): Promise<Map<Row, RowEnd>> {
  const ends = await findExisting(context, wanted);
  const allowed: (Wanted & { given: CreatePostInput })[] = [];
  for (const each of wanted.filter(({ row }) => !ends.has(row))) {
    const given = await orRefused(each.row, () => withApproval(context, each.input));
    if ('outcome' in given) ends.set(each.row, given);
    else allowed.push({ ...each, given: earlier ? asGoingOut(given) : given });
  }
  const checked = await preflightAll(context, allowed, { stores: earlier === null });
  const ready = allowed.flatMap((each, index): Ready[] => {
    const result = checked[index];
    if (!result) throw new Error('A row was not checked.');
    const isBlocked = result.problems.some(({ severity }) => severity === 'error');
    if (isBlocked) ends.set(each.row, refused(result.problems));
    const { row, hash, given: input } = each;
    return isBlocked ? [] : [{ row, hash, input, postId: newId(context.clock()), checked: result }];
  });
  const used = new Set<string>();
  try {
    const found = earlier
      ? await checkRepeats(context, ready, earlier)
      : await storeBlock(context, ready, used);
    for (const [row, end] of found) ends.set(row, end);
    // Another request under the same key went first meanwhile.
    const late = wanted.filter(({ row }) => !ends.has(row));
    for (const [row, end] of await findExisting(context, late)) ends.set(row, end);
  } finally {
    const media = checked.flatMap((result) => result.media.fresh);
    await discardMedia(
      context,
      media.filter(({ id }) => !used.has(id)),
    );
  }
  return ends;
}

/** A row that may be stored. */
interface Ready extends CheckedPost {
  row: Row;
  hash: string;
}

/** The rows whose keys are those of earlier requests. */
async function findExisting(
  context: Context,
  wanted: readonly Pick<Wanted, 'row' | 'hash'>[],
): Promise<Map<Row, RowEnd>> {
  const keys = wanted.flatMap(({ row }) => row.key ?? []);
  const { db } = context.store;
  const known = await findKeys(db, context.workspaceId, createPost.name, keys);
  return new Map(
    wanted.flatMap(({ row, hash }): [Row, RowEnd][] => {
      const request = known.get(row.key ?? '');
      if (!request) return [];
      const { inputHash: first, reference: postId } = request;
      if (first === null || first === hash)
        return [[row, { outcome: 'existing', postId, problems: [] }]];
      const details = postId === null ? {} : { existingPostId: postId };
      const field = 'requestId';
      return [[row, refused([problem('IDEMPOTENCY_KEY_REUSED', { field, details })])]];
    }),
  );
}

/** @throws LinchpinError when the caller may not let it out */
function withApproval(context: Context, given: CreatePostInput): CreatePostInput {
  const requiresApproval = approvalOfNew(context, given.requiresApproval);
  const input = { ...given, requiresApproval };
  if (!requiresApproval && readTiming(input, context.clock()).mode !== 'draft')
    requireScope(context, 'posts:publish');
  return input;
}

async function checkRepeats(
  context: Context,
  ready: readonly Ready[],
  earlier: Map<string, Repeated>,
): Promise<Map<Row, RowEnd>> {
  const posts = ready.map(({ row, ...post }) => ({ ...post, name: `row ${row.index}` }));
  const repeats = await repeatsOf(context, posts, earlier);
  return new Map(
    ready.map(({ row, checked }, index) => {
      const problems = [...checked.problems, ...(repeats[index] ?? [])];
      const isRepeat = (repeats[index] ?? []).length > 0;
      return [row, isRepeat ? refused(problems) : { outcome: 'valid', postId: null, problems }];
    }),
  );
}

/**
 * Stores these rows, with their keys and audit entries, in one transaction.
 * @param used ids of the fetched media that are stored
 * @returns how each ended, but for those whose key another request has kept.
 */
async function storeBlock(
  context: Context,
  ready: readonly Ready[],
  used: Set<string>,
): Promise<Map<Row, RowEnd>> {
  const { store, workspaceId, actor } = context;
  const { name: operation } = createPost;
  const stored = await store.transaction(async (tx) => {
    const kept = await keepKeys(
      tx,
      workspaceId,
      operation,
      ready.flatMap(({ row: { key }, hash, postId }) =>
        key === null ? [] : { key, inputHash: hash, reference: postId },
      ),
    );
    const mine = ready.filter(({ row: { key } }) => key === null || kept.has(key));
    const results = await storePosts(context, tx, mine);
    const isStored = (post: Ready) => 'spaced' in (results.get(post) ?? {});
    const dropped = mine.flatMap((post) => (isStored(post) ? [] : (post.row.key ?? [])));
    if (dropped.length) await freeKeys(tx, workspaceId, operation, dropped);
    const subjects = mine
      .filter(isStored)
      .map(({ postId }) => ({ type: 'post' as const, id: postId }));
    await auditAll(tx, { workspaceId, operation, actor: namedActor(actor) }, subjects);
    return results;
  });
  return new Map(
    ready.flatMap((post): [Row, RowEnd][] => {
      const result = stored.get(post);
      if (!result) return [];
      const { row, postId, checked } = post;
      if ('problems' in result) return [[row, refused(result.problems)]];
      for (const { id } of checked.media.fresh) used.add(id);
      const problems = [...warningsOf(checked.problems), ...result.spaced];
      return [[row, { outcome: 'created', postId, problems }]];
    }),
  );
}
