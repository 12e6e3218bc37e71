import type { CreatePostInput } from '../../contract/index.ts';
import { problem, throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { duplicateWindowHours } from '../../domain/pins/content-key.ts';
import { findRepeats, type Repeat, type Tx } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { pinColumns } from './pin-columns.ts';
import type { Preflight } from './preflight.ts';

export type Keyed = { id: string; contentKey?: string | null };

/**
 * Refuses Pins that were accepted for the same board a short while ago, or that repeat each other. Drafts do not
 * count. Call it last in the accept transaction: it may wait for another one.
 * @throws LinchpinError PIN_DUPLICATE
 */
export async function refuseRepeats(tx: Tx, pins: readonly Keyed[]): Promise<void> {
  const keys = pins.flatMap((pin) => pin.contentKey ?? []);
  if (keys.length === 0) return;
  const ownIds = pins.map((pin) => pin.id);
  throwIfBlocked(repeatsAmong(pins, await findRepeats(tx, keys, ownIds)));
}

/** What a Pin repeats: a stored one, or one of another row that is only checked. */
export type Repeated = Repeat | { within: string };

/**
 * The first Pin of a post that repeats another one of the post, or a known one.
 * @param known by content key
 */
export function repeatsAmong(
  pins: readonly Keyed[],
  known: ReadonlyMap<string, Repeated>,
): Problem[] {
  const keys = pins.flatMap((pin) => pin.contentKey ?? []);
  const twin = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twin !== undefined)
    return [
      repeat(
        pins.findLastIndex((pin) => pin.contentKey === twin),
        { within: 'this post' },
      ),
    ];
  const index = pins.findIndex(({ contentKey }) => contentKey && known.has(contentKey));
  const found = known.get(pins[index]?.contentKey ?? '');
  return found ? [repeat(index, found)] : [];
}

const repeat = (index: number, of: Repeated): Problem =>
  problem('PIN_DUPLICATE', {
    field: `platforms[${index}]`,
    values: { hours: duplicateWindowHours },
    details:
      'within' in of
        ? of
        : {
            accountId: of.accountId,
            platform: 'pinterest',
            existingPostId: of.postId,
            existingPinId: of.pinId,
          },
  });

/**
 * What {@link refuseRepeats} would say of posts that are not stored.
 * @param earlier by content key: posts checked in the same call before these, to which these are added.
 * @returns one list for each post.
 */
export async function repeatsOf(
  context: Context,
  posts: readonly { input: CreatePostInput; checked: Preflight; name: string }[],
  earlier = new Map<string, Repeated>(),
): Promise<Problem[][]> {
  const candidates = posts.map(({ input, checked: { timing, targets, media }, name }) => {
    const isFree = timing.mode === 'draft' || input.allowDuplicate;
    const pins = targets.flatMap((target, index): Keyed[] => {
      const plan = media.plans[index];
      return target && plan && !isFree ? [{ id: '', ...pinColumns(target, plan) }] : [];
    });
    return { name, pins };
  });
  const keys = candidates.flatMap(({ pins }) => pins.flatMap(({ contentKey }) => contentKey ?? []));
  if (keys.length === 0) return candidates.map(() => []);
  const stored = await context.store.transaction((tx) => findRepeats(tx, keys));
  return candidates.map(({ name, pins }) => {
    const problems = repeatsAmong(pins, new Map([...earlier, ...stored]));
    if (problems.length === 0)
      for (const { contentKey } of pins) if (contentKey) earlier.set(contentKey, { within: name });
    return problems;
  });
}
