import type { CreatePostInput } from '../../contract/index.ts';
import { duplicateWindowHours } from '../../domain/content-key.ts';
import { LinchpinError, refuse, type Problem } from '../../domain/errors/index.ts';
import {
  findRepeat,
  lockQueue,
  type NewPin,
  type NewPost,
  type QueueRow,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { asksForSlot, type Queued } from '../preflight/timing.ts';
import { nextFreeSlots, requireQueue } from '../queues/find.ts';
import { pinColumns } from './pin-columns.ts';

/**
 * Takes the next free slot. The queue stays locked until the transaction ends, so of two posts at once the second
 * sees the slot of the first as taken.
 * @param accountIds of the post's targets: when it is one, that account's own queue goes first.
 * @throws LinchpinError QUEUE_NOT_FOUND, QUEUE_NOT_USABLE
 */
export async function takeSlot(
  context: Context,
  tx: Tx,
  input: Queued,
  accountIds: readonly string[],
): Promise<{ queue: QueueRow; at: Date }> {
  const [accountId, ...others] = new Set(accountIds);
  const found = await requireQueue(context, tx, {
    profileId: input.queuedFromProfile,
    queueId: input.queueId,
    accountId: others.length ? undefined : accountId,
  });
  const queue = await lockQueue(tx, found.id);
  if (!queue) throw refuse('QUEUE_NOT_FOUND', { field: 'queueId', values: { queue: found.id } }); // Deleted meanwhile.
  const unusable = (reason: string) =>
    refuse('QUEUE_NOT_USABLE', { field: 'queueId', values: { name: queue.name, reason } });
  if (!queue.active) throw unusable('it is switched off.');
  if (queue.accountId !== null && [accountId, ...others].some((id) => id !== queue.accountId))
    throw unusable('it is kept for another account.');
  const [at] = await nextFreeSlots(context, tx, queue, 1);
  if (!at) throw unusable('it has no times.');
  return { queue, at };
}

/**
 * Decides, inside the accept transaction, what only it can: the slot of a queue, and that nothing falls due
 * before it is approved.
 */
export async function placePost(
  context: Context,
  tx: Tx,
  input: CreatePostInput,
  post: NewPost,
  pins: readonly NewPin[],
): Promise<{ post: NewPost; pins: NewPin[] }> {
  const slot = asksForSlot(input)
    ? await takeSlot(
        context,
        tx,
        input,
        pins.map((pin) => pin.accountId),
      )
    : null;
  const requiresApproval = input.requiresApproval ?? false;
  return {
    post: {
      ...post,
      requiresApproval,
      ...(slot && { queueId: slot.queue.id, scheduledFor: slot.at }),
    },
    pins: pins.map((pin) => {
      if (pin.status === 'draft') return { ...pin, dueAt: null };
      const scheduledFor = pin.scheduledFor ?? slot?.at ?? post.scheduledFor ?? null;
      return {
        ...pin,
        scheduledFor,
        dueAt: requiresApproval ? null : scheduledFor,
        acceptedAt: new Date(context.clock()),
      };
    }),
  };
}

type Keyed = { id: string; contentKey?: string | null };

/**
 * Refuses Pins that were accepted for the same board a short while ago, or that repeat each other. Drafts do not
 * count. Call it last in the accept transaction: it may wait for another one.
 * @throws LinchpinError PIN_DUPLICATE
 */
export async function refuseRepeats(tx: Tx, pins: readonly Keyed[]): Promise<void> {
  const keys = pins.flatMap((pin) => pin.contentKey ?? []);
  if (keys.length === 0) return;
  const values = { hours: duplicateWindowHours };
  const twin = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twin !== undefined)
    throw refuse('PIN_DUPLICATE', {
      field: `platforms[${pins.findLastIndex((pin) => pin.contentKey === twin)}]`,
      values,
      details: { within: 'this post' },
    });
  const repeat = await findRepeat(
    tx,
    keys,
    pins.map((pin) => pin.id),
  );
  if (repeat)
    throw refuse('PIN_DUPLICATE', {
      field: `platforms[${pins.findIndex((pin) => pin.contentKey === repeat.contentKey)}]`,
      values,
      details: {
        accountId: repeat.accountId,
        platform: 'pinterest',
        existingPostId: repeat.postId,
        existingPinId: repeat.pinId,
      },
    });
}

/** What `refuseRepeats` would say of a post that was not stored. */
export async function repeatsOf(
  context: Context,
  input: CreatePostInput,
  { timing, targets, media }: Preflight,
): Promise<readonly Problem[]> {
  if (timing.mode === 'draft' || input.allowDuplicate) return [];
  const pins = targets.flatMap((target, index): Keyed[] => {
    const plan = media.plans[index];
    return target && plan ? [{ id: String(index), ...pinColumns(target, plan) }] : [];
  });
  try {
    await context.store.transaction((tx) => refuseRepeats(tx, pins));
    return [];
  } catch (error) {
    if (error instanceof LinchpinError) return error.problems;
    throw error;
  }
}
