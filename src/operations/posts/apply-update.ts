import type { UpdatePostInput } from '../../contract/index.ts';
import { refusal, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  deletePins,
  insertMedia,
  insertPins,
  lockQueues,
  type FullPost,
  type PinEvent,
  type PinRow,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { refuseRepeats } from '../preflight/repeats.ts';
import { spaceOut } from '../scheduling/space-out.ts';
import { takeSlot } from '../scheduling/take-slot.ts';
import { approvalIsDue, requireScope } from '../permission.ts';
import { requireApprovalKept } from './approval.ts';
import {
  lockAndGroup,
  notCancellable,
  requireSettled,
  requireShown,
  type GroupedPost,
} from './change.ts';
import { refuseTakenKey } from './reference-key.ts';
import {
  decideUpdate,
  pairPins,
  type Plan,
  type LockedState,
  type UpdateDecision,
} from './decide-update.ts';

/** Rolls the transaction back: another change came first. */
class ChangedMeanwhile extends Error {}

/**
 * Stores a checked change in one transaction, with every Pin of the post locked.
 * @returns warnings for Pins that the spacing rules moved; null when the post is not any more what was checked:
 * nothing was stored then.
 * @throws LinchpinError PIN_NOT_CANCELLABLE, PIN_OUTCOME_UNRESOLVED, POST_PUBLISHED, PIN_DUPLICATE, QUEUE_…,
 * INSUFFICIENT_PERMISSIONS
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
    requireApprovalKept(context, patch, grouped.post);
    if (!isStill(grouped, before, plan.open)) throw new ChangedMeanwhile();
    return store(context, tx, patch, plan, grouped);
  });
  return refuseTakenKey(context, patch.referenceKey, stored).catch((error: unknown) => {
    if (error instanceof ChangedMeanwhile) return null;
    throw error;
  });
}

/** @throws LinchpinError PIN_NOT_CANCELLABLE, PIN_OUTCOME_UNRESOLVED, POST_PUBLISHED */
export function requireChangeable(grouped: GroupedPost): void {
  requireShown(grouped);
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

/** Decides what the change does now that the post is locked, and writes that. */
async function store(
  context: Context,
  tx: Tx,
  patch: UpdatePostInput,
  plan: Plan,
  grouped: GroupedPost,
): Promise<readonly Problem[]> {
  const subject: LockedState = {
    post: grouped.post,
    editable: grouped.pinsThat('editable'),
    published: grouped.pinsThat('published'),
  };
  const pairing = pairPins(patch, plan, subject);
  const accountIds = pairing.pairs.flatMap(
    ({ index, pin }) => plan.content?.targets[index]?.account.id ?? pin?.accountId ?? [],
  );
  const taken = plan.queued
    ? await takeSlot(context, tx, { input: plan.merged, accountIds })
    : null;
  const decision = decideUpdate(patch, plan, subject, pairing, {
    slot: taken && { queueId: taken.queue.id, at: taken.at },
    approvalIsDue: approvalIsDue(context, patch.requiresApproval),
    now: new Date(context.clock()),
    newId: () => newId(context.clock()),
  });
  // Without a later approval the change itself publishes, so it needs posts:publish.
  if (decision.goesOut) requireScope(context, 'posts:publish');
  for (const item of plan.content?.media.fresh ?? []) await insertMedia(tx, mediaInsert(item));
  await changePostRow(tx, subject.post.id, decision.post);
  await deletePins(
    tx,
    decision.removed.map((pin) => pin.id),
  );
  for (const edit of decision.edits)
    if (edit.kind === 'add') await insertPins(tx, [edit.pin]);
    else {
      await changePins(tx, [edit.pin.id], edit.change);
      const event = edited(context, patch, decision, edit.pin, edit.scheduledFor);
      await addPinEvents(tx, edit.pin.id, edit.pin.attempts, [event]);
    }
  const spaced = await spaceOut(context, tx, [subject.post.id], decision.toSpace);
  if (!patch.allowDuplicate) await refuseRepeats(tx, decision.accepted);
  return [...decision.warnings, ...spaced];
}

const edited = (
  context: Context,
  patch: UpdatePostInput,
  { isDraft, approvalVoid }: UpdateDecision,
  pin: PinRow,
  scheduledFor: Date | null,
): PinEvent => ({
  kind: 'edited',
  detail: {
    by: namedActor(context.actor),
    fields: Object.keys(patch).filter((key) => key !== 'postId'),
    before: { status: pin.status, scheduledFor: pin.scheduledFor },
    draft: isDraft,
    scheduledFor,
    approvalVoid,
  },
});
