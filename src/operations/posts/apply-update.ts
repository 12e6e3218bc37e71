import type { CreatePostInput, UpdatePostInput } from '../../contract/index.ts';
import { refusal, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  deletePins,
  startAfresh,
  insertMedia,
  insertPins,
  lockQueues,
  type FullPost,
  type PinChange,
  type PinEvent,
  type PinRow,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { lockAndGroup, notCancellable, requireSettled, type GroupedPost } from './change.ts';
import { approvalAfter, refuseLifting, type ApprovalAfter } from './approval.ts';
import { changesTime } from './merge.ts';
import { pairTargets, type Pairing } from './pair-targets.ts';
import { pinColumns } from '../preflight/pin-columns.ts';
import { refuseRepeats } from '../preflight/repeats.ts';
import { takeSlot } from '../scheduling/take-slot.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { spaceOut } from '../scheduling/space-out.ts';
import type { Timing } from '../scheduling/timing.ts';

/** Rolls the transaction back: another change came first. */
class ChangedMeanwhile extends Error {}

/** What a change comes to, as it was checked. */
export interface Plan {
  merged: CreatePostInput;
  timing: Timing;
  /** The Pins that could be changed then, in order. */
  open: readonly PinRow[];
  /** Whether a slot of a queue decides the time. */
  queued: boolean;
  /** null: only times and notes change. */
  content: Preflight | null;
}

/**
 * Stores a checked change in one transaction, with every Pin of the post locked.
 * @returns warnings for Pins that the spacing rules moved; null when the post is not any more what was checked:
 * nothing was stored then.
 * @throws LinchpinError PIN_NOT_CANCELLABLE, PIN_OUTCOME_UNRESOLVED, POST_PUBLISHED, PIN_DUPLICATE, QUEUE_…
 */
export function storeUpdate(
  context: Context,
  patch: UpdatePostInput,
  before: FullPost,
  plan: Plan,
): Promise<readonly Problem[] | null> {
  const subject = { type: 'post', id: patch.postId } as const;
  const details = { fields: Object.keys(patch).filter((key) => key !== 'postId') };
  const stored = context.commit({ subject, details }, async (tx) => {
    // Queues before posts: a reshuffle takes them in this order.
    if (plan.queued) await lockQueues(tx, context.workspaceId);
    const grouped = await lockAndGroup(context, tx, patch.postId);
    requireChangeable(grouped);
    refuseLifting(patch, grouped.post);
    if (!isStill(grouped, before, plan.open)) throw new ChangedMeanwhile();
    return apply(context, tx, patch, plan, grouped);
  });
  return stored.catch((error: unknown) => {
    if (error instanceof ChangedMeanwhile) return null;
    throw error;
  });
}

/** @throws LinchpinError PIN_NOT_CANCELLABLE, PIN_OUTCOME_UNRESOLVED, POST_PUBLISHED */
export function requireChangeable(grouped: GroupedPost): void {
  requireSettled(grouped, 'changed');
  const [cancellable] = grouped.pinsThat('cancellable');
  if (cancellable) throw notCancellable(cancellable);
  if (grouped.pins.length > 0 && grouped.pinsThat('editable').length === 0)
    throw refusal('POST_PUBLISHED', { field: 'postId', values: { verb: 'changed' } });
}

const isStill = (grouped: GroupedPost, before: FullPost, open: readonly PinRow[]): boolean => {
  const state = (pins: readonly PinRow[]) => pins.map(({ id, status }) => `${id} ${status}`).join();
  return (
    grouped.post.revision === before.post.revision &&
    state(grouped.pinsThat('editable')) === state(open)
  );
};

async function apply(
  context: Context,
  tx: Tx,
  patch: UpdatePostInput,
  plan: Plan,
  grouped: GroupedPost,
): Promise<readonly Problem[]> {
  const { post } = grouped;
  const { merged, timing, content } = plan;
  const now = new Date(context.clock());
  const isDraft = merged.isDraft === true;
  const { pairs, removed } = pairing(patch, plan, grouped);
  const accountIds = pairs.flatMap(
    ({ index, pin }) => content?.targets[index]?.account.id ?? pin?.accountId ?? [],
  );
  const slot = plan.queued ? await takeSlot(context, tx, merged, accountIds) : null;
  const scheduledFor = slot?.at ?? timing.at;
  const changed = pairs.map(({ index, pin }) => {
    const target = content?.targets[index];
    const columns = target && pinColumns(target, content?.media.plans[index] ?? null);
    return { index, pin, columns };
  });
  const approval = approvalAfter(patch, post, changed, removed);

  for (const item of content?.media.fresh ?? []) await insertMedia(tx, mediaInsert(item));
  await changePostRow(tx, post.id, {
    content: merged.content ?? '',
    title: merged.title ?? null,
    timezone: merged.timezone ?? post.timezone,
    scheduledFor,
    tags: merged.tags ?? [],
    hashtags: merged.hashtags ?? [],
    mentions: merged.mentions ?? [],
    metadata: merged.metadata ?? {},
    ...(content && { mediaIds: content.media.media.map(({ id }) => id) }),
    ...((isDraft || changesTime(patch)) && { queueId: slot?.queue.id ?? null }),
    ...approval.columns,
  });
  await deletePins(
    tx,
    removed.map((pin) => pin.id),
  );

  const edited = (pin: PinRow, scheduledFor: Date | null): PinEvent => ({
    kind: 'edited',
    detail: {
      by: namedActor(context.actor),
      fields: Object.keys(patch).filter((key) => key !== 'postId'),
      before: { status: pin.status, scheduledFor: pin.scheduledFor },
      draft: isDraft,
      scheduledFor,
      approvalVoid: approval.warnings.length > 0,
    },
  });
  const toSpace: string[] = [];
  const accepted: { id: string; contentKey: string | null }[] = [];
  // A change replaces the list of targets; published Pins keep their positions before the new ones.
  const offset = grouped.pinsThat('published').length;
  for (const { index, pin, columns } of changed) {
    const time = timing.targets[index] ?? scheduledFor;
    const isNew =
      pin === null ||
      pin.status === 'draft' ||
      slot !== null ||
      // Back to the time that was wanted, or to the one that the rules leave.
      (patch.ignoreSpacing !== undefined && ['scheduled', 'held'].includes(pin.status)) ||
      changesTime({ ...patch, scheduledFor: undefined }) ||
      Number(pin.scheduledFor) !== Number(time) ||
      (patch.scheduledFor !== undefined && Number(pin.scheduledFor) === Number(post.scheduledFor));
    const state: PinChange = isDraft
      ? { ...startAfresh(pin), step: null, status: 'draft', dueAt: null, acceptedAt: null }
      : isNew
        ? {
            ...startAfresh(pin),
            status: 'scheduled',
            dueAt: approval.waits ? null : time,
            acceptedAt: now,
          }
        : stateKept(pin, approval, columns !== undefined);
    const position = patch.platforms || patch.fanOut?.boards ? offset + index : undefined;
    const change = {
      ...columns,
      ...state,
      scheduledFor: time,
      ...(patch.ignoreSpacing !== undefined && { ignoreSpacing: patch.ignoreSpacing }),
      ...(position !== undefined && { position }),
    };
    if (pin) {
      await changePins(tx, [pin.id], change);
      await addPinEvents(tx, pin.id, pin.attempts, [edited(pin, time)]);
    }
    const id = pin?.id ?? newId(context.clock());
    if (!pin && columns)
      await insertPins(tx, [
        {
          id,
          postId: post.id,
          workspaceId: post.workspaceId,
          ...columns,
          scheduledFor: time,
          ignoreSpacing: patch.ignoreSpacing ?? false,
          position: offset + index,
          status: isDraft ? 'draft' : 'scheduled',
          dueAt: isDraft || approval.waits ? null : time,
          acceptedAt: isDraft ? null : now,
        },
      ]);
    if (!isDraft && Object.keys(state).length > 0) toSpace.push(id);
    // One that was let through as a repeat before is not judged again for what stayed the same.
    const counted = pin !== null && (['scheduled', 'held'].includes(pin.status) || !isNew);
    const contentKey = columns?.contentKey ?? pin?.contentKey ?? null;
    if (!isDraft && !(counted && contentKey === pin.contentKey)) accepted.push({ id, contentKey });
  }
  const spaced = await spaceOut(context, tx, [post.id], toSpace);
  if (!patch.allowDuplicate) await refuseRepeats(tx, accepted);
  return [...approval.warnings, ...spaced];
}

/** Which Pin each target of the changed post is. */
function pairing(
  patch: UpdatePostInput,
  { content, open }: Plan,
  grouped: GroupedPost,
): Pairing<PinRow> {
  if (!content || (!patch.platforms && !patch.fanOut?.boards))
    return {
      pairs: grouped.pinsThat('editable').map((pin, index) => ({ index, pin })),
      removed: [],
    };
  const places = content.targets.flatMap((target) =>
    target ? { accountId: target.account.id, boardId: target.content.boardId } : [],
  );
  return pairTargets(places, open, grouped.pinsThat('published'));
}

/** A Pin whose time stays: what fails or is cancelled stays so until it gets a time or a retry. */
function stateKept(pin: PinRow, { waits }: ApprovalAfter, newContent: boolean): PinChange {
  if (pin.status !== 'scheduled' && pin.status !== 'held') return {};
  if (waits) return { ...startAfresh(pin), status: 'scheduled', dueAt: null };
  // What was uploaded for the old content is not used for the new.
  return newContent
    ? {
        step: startAfresh(pin).step ?? null,
        uploadId: null,
        uploadSince: null,
        uploadRound: 0,
      }
    : {};
}
