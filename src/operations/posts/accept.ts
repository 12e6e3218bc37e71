import type { CreatePostInput } from '../../contract/index.ts';
import { throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { groupBy } from '../../domain/group-by.ts';
import { newId } from '../../domain/ids.ts';
import { zoneNamedIn } from '../../domain/time/schedule.ts';
import {
  findRepeats,
  insertMedia,
  insertPosts,
  lockSpacing,
  readPins,
  type FullPost,
  type NewPin,
  type NewPost,
  type PinRow,
  type PostRow,
  type Repeat,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { pinColumns } from '../preflight/pin-columns.ts';
import { repeatsAmong } from '../preflight/repeats.ts';
import { takeSlots, type TakenSlot } from '../scheduling/take-slot.ts';
import { asksForSlot } from '../scheduling/timing.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { spaceOut } from '../scheduling/space-out.ts';

/** A post that was checked and may be stored. */
export interface CheckedPost {
  postId: string;
  input: CreatePostInput;
  checked: Preflight;
}

/** The post as stored. `spaced`: a warning for each Pin that the spacing rules of its account moved. */
export interface Accepted {
  full: FullPost;
  spaced: readonly Problem[];
}

export interface RefusedPost {
  problems: readonly Problem[];
}

/** Stores the post, its Pins and its fetched media in one transaction. @throws LinchpinError */
export const acceptPost = (context: Context, post: CheckedPost): Promise<Accepted> =>
  context.commit({ subject: { type: 'post', id: post.postId } }, async (tx): Promise<Accepted> => {
    const stored = (await storePosts(context, tx, [post])).get(post);
    if (!stored) throw new Error('A post was passed over.');
    if ('full' in stored) {
      const pins = stored.spaced.length ? (await readPins(tx, post.postId)).pins : stored.full.pins;
      return { ...stored, full: { ...stored.full, pins } };
    }
    throwIfBlocked(stored.problems);
    throw new Error('A post was refused without a reason.');
  });

/**
 * Decides for each of these posts what only the accepting transaction can, the slot of a queue and whether it repeats
 * another Pin, and stores those that pass. Locks are taken in this order: queues, spacing, repeats. The Pins in the
 * answer are as they were before they were spaced out.
 */
export async function storePosts<Post extends CheckedPost>(
  context: Context,
  tx: Tx,
  posts: readonly Post[],
): Promise<Map<Post, Accepted | RefusedPost>> {
  const results = new Map<Post, Accepted | RefusedPost>();
  const wishes = posts
    .filter(({ input }) => asksForSlot(input))
    .map((post) => ({ post, input: post.input, accountIds: accountIdsOf(post) }));
  const slots = new Map(
    [...(await takeSlots(context, tx, wishes))].map(([{ post }, slot]) => [post, slot]),
  );
  const placed = posts.flatMap((post) => {
    const slot = slots.get(post) ?? null;
    if (slot && 'problems' in slot) {
      results.set(post, slot);
      return [];
    }
    return { post, ...rowsOf(context, post, slot) };
  });
  const enforced = posts.flatMap(({ checked }) =>
    checked.targets.flatMap((target) =>
      target?.rules.mode === 'enforce' ? target.account.identityId : [],
    ),
  );
  if (enforced.length) await lockSpacing(tx, [...new Set(enforced)]);
  const known = await findRepeats(tx, placed.flatMap(keysOf));
  const fresh = placed.filter((each) => {
    const problems = keysOf(each).length ? repeatsAmong(each.pins, known) : [];
    if (problems.length) results.set(each.post, { problems });
    else for (const pin of each.pins) remember(known, pin);
    return problems.length === 0;
  });
  const stored = await insertPosts(
    tx,
    fresh.map(({ row, pins }) => ({ post: row, pins })),
  );
  const media = new Map(
    fresh.flatMap(({ post }) => post.checked.media.fresh.map((m) => [m.id, m])),
  );
  for (const item of media.values()) await insertMedia(tx, mediaInsert(item));
  const spaced = enforced.length
    ? await spaceOut(
        context,
        tx,
        fresh.map(({ post }) => post.postId),
      )
    : [];
  const rows = new Map(stored.posts.map((row) => [row.id, row]));
  const pinsOf = groupBy(stored.pins, ({ postId }) => postId);
  for (const { post } of fresh) {
    const row = rows.get(post.postId);
    if (!row) throw new Error('A post was not stored.');
    results.set(post, present(post, row, pinsOf.get(post.postId) ?? [], spaced));
  }
  return results;
}

const accountIdsOf = ({ checked }: CheckedPost): string[] =>
  checked.targets.flatMap((target) => target?.account.id ?? []);

/** The keys by which repeats of these Pins are found; none of a draft, or where repeats are wanted. */
const keysOf = ({ post, pins }: { post: CheckedPost; pins: readonly NewPin[] }): string[] =>
  post.checked.timing.mode === 'draft' || post.input.allowDuplicate
    ? []
    : pins.flatMap(({ contentKey }) => contentKey ?? []);

/** A later post of the same call repeats this Pin. */
function remember(known: Map<string, Repeat>, { id, contentKey, accountId, postId }: NewPin): void {
  if (contentKey) known.set(contentKey, { contentKey, accountId, postId, pinId: id });
}

/**
 * The rows of a post. Nothing falls due before it is approved.
 * @param slot of the queue it asked for.
 */
function rowsOf(
  context: Context,
  { postId, input, checked: { timing, targets, media } }: CheckedPost,
  slot: TakenSlot | null,
): { row: NewPost; pins: NewPin[] } {
  const { workspaceId } = context;
  const now = new Date(context.clock());
  const requiresApproval = input.requiresApproval ?? false;
  const isDraft = timing.mode === 'draft';
  const at = slot?.at ?? timing.at;
  const pins = targets.flatMap((target, position): NewPin[] => {
    const plan = media.plans[position] ?? null;
    if (!target || (plan === null && !isDraft)) return [];
    const own = timing.targets[position] ?? null;
    const scheduledFor = isDraft ? own : (own ?? at);
    return [
      {
        id: newId(context.clock()),
        postId,
        workspaceId,
        position,
        ...pinColumns(target, plan),
        scheduledFor,
        ignoreSpacing: input.ignoreSpacing ?? false,
        status: isDraft ? 'draft' : 'scheduled',
        dueAt: isDraft || requiresApproval ? null : scheduledFor,
        ...(!isDraft && { acceptedAt: now }),
      },
    ];
  });
  const isPlanned = pins.some(({ dueAt }) => dueAt instanceof Date && dueAt > now);
  const row: NewPost = {
    id: postId,
    workspaceId,
    content: input.content ?? '',
    title: input.title ?? null,
    scheduledFor: at,
    timezone: input.timezone ?? zoneNamedIn(input.scheduledFor) ?? 'UTC',
    mediaIds: media.media.map(({ id }) => id),
    tags: input.tags ?? [],
    hashtags: input.hashtags ?? [],
    mentions: input.mentions ?? [],
    metadata: input.metadata ?? {},
    requiresApproval,
    announcedStatus: isPlanned ? 'scheduled' : null,
    ...(slot && { queueId: slot.queue.id }),
  };
  return { row, pins };
}

/** @param spaced the warnings of all posts that were stored together */
function present(
  { checked: { targets, media } }: CheckedPost,
  post: PostRow,
  pins: PinRow[],
  spaced: readonly Problem[],
): Accepted {
  const accounts = targets.flatMap((target) => target?.account ?? []);
  const boards = accounts.flatMap((account) => account.boards);
  const own = new Set<unknown>(pins.map(({ id }) => id));
  return {
    full: { post, pins, media: media.media, accounts, boards, removals: [] },
    spaced: spaced.filter(({ details }) => own.has(details?.['pinId'])),
  };
}
