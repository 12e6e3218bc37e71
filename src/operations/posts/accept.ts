import type { CreatePostInput } from '../../contract/index.ts';
import { throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { zoneNamedIn } from '../../domain/time/schedule.ts';
import {
  findRepeats,
  insertMedia,
  insertPosts,
  lockSpacing,
  readPost,
  type FullPost,
  type NewPin,
  type NewPost,
  type Repeat,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { pinColumns } from '../preflight/pin-columns.ts';
import { repeatsAmong } from '../preflight/repeats.ts';
import { refuseTakenKey, takenKeysAmong } from './reference-key.ts';
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

/** Of a post that was stored. */
export interface StoredPost {
  /** A warning for each Pin that the spacing rules of its account moved. */
  spaced: readonly Problem[];
}

export interface RefusedPost {
  problems: readonly Problem[];
}

/** Stores the post, its Pins and its fetched media in one transaction. @throws LinchpinError */
export function acceptPost(
  context: Context,
  post: CheckedPost,
): Promise<StoredPost & { full: FullPost }> {
  const subject = { type: 'post', id: post.postId } as const;
  const accepted = context.commit({ subject }, async (tx) => {
    const stored = (await storePosts(context, tx, [post])).get(post);
    if (!stored) throw new Error('A post was passed over.');
    if ('spaced' in stored) return { ...stored, full: await readStored(tx, post) };
    throwIfBlocked(stored.problems);
    throw new Error('A post was refused without a reason.');
  });
  return refuseTakenKey(context, post.input.referenceKey, accepted);
}

/** What was not stored is what it was checked with. */
async function readStored(tx: Tx, { postId, checked }: CheckedPost): Promise<FullPost> {
  const { post, pins } = await readPost(tx, postId);
  const accounts = checked.targets.flatMap((target) => target?.account ?? []);
  const boards = accounts.flatMap((account) => account.boards);
  return { post, pins, media: checked.media.media, accounts, boards, removals: [] };
}

/**
 * Decides for each of these posts what only the accepting transaction can, the slot of a queue and whether it repeats
 * another Pin, and stores those that pass. Locks are taken in this order: queues, reference keys, spacing, repeats.
 */
export async function storePosts<Post extends CheckedPost>(
  context: Context,
  tx: Tx,
  posts: readonly Post[],
): Promise<Map<Post, StoredPost | RefusedPost>> {
  const results = new Map<Post, StoredPost | RefusedPost>();
  const wishes = posts
    .filter(({ input }) => asksForSlot(input))
    .map((post) => ({ post, input: post.input, accountIds: accountIdsOf(post) }));
  const slots = new Map(
    [...(await takeSlots(context, tx, wishes))].map(([{ post }, slot]) => [post, slot]),
  );
  const taken = await takenKeysAmong(context, tx, posts);
  const placed = posts.flatMap((post) => {
    const slot = slots.get(post) ?? null;
    const problems = slot && 'problems' in slot ? slot.problems : (taken.get(post) ?? []);
    if (problems.length > 0 || (slot && 'problems' in slot)) {
      results.set(post, { problems });
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
  await insertPosts(
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
  for (const { post, pins } of fresh) {
    const own = new Set<unknown>(pins.map(({ id }) => id));
    results.set(post, { spaced: spaced.filter(({ details }) => own.has(details?.['pinId'])) });
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
        acceptedAt: isDraft ? null : now,
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
    referenceKey: input.referenceKey ?? null,
    requiresApproval,
    announcedStatus: isPlanned ? 'scheduled' : null,
    queueId: slot?.queue.id ?? null,
  };
  return { row, pins };
}
