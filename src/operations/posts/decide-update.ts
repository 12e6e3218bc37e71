import type { UpdatePostInput } from '../../contract/index.ts';
import type { Problem } from '../../domain/errors/index.ts';
import {
  startAfresh,
  type NewPin,
  type PinChange,
  type PinRow,
  type PostChange,
  type PostRow,
} from '../../store/index.ts';
import { isBoardGone } from '../../domain/pins/waits-for-person.ts';
import { pinColumns } from '../preflight/pin-columns.ts';
import type { Preflight } from '../preflight/preflight.ts';
import type { Timing } from '../scheduling/timing.ts';
import { approvalAfter, type ApprovalAfter } from './approval.ts';
import { changesTime } from './merge.ts';
import { pairTargets, type Pairing } from './pair-targets.ts';
import type { CreatePostInput } from '../../contract/index.ts';

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

/** The post under its lock. */
export interface LockedState {
  post: PostRow;
  editable: readonly PinRow[];
  published: readonly PinRow[];
}

/** What is only known while the change is stored. */
export interface UpdateInputs {
  slot: { queueId: string; at: Date } | null;
  /** Whether the policy of the workspace wants an approval for what the caller writes. */
  approvalIsDue: boolean;
  now: Date;
  newId: () => string;
}

export type PinEdit =
  | { kind: 'change'; pin: PinRow; change: PinChange; scheduledFor: Date | null }
  | { kind: 'add'; pin: NewPin };

export interface UpdateDecision {
  post: PostChange;
  removed: readonly PinRow[];
  edits: readonly PinEdit[];
  /** Ids of Pins that got a time, which must keep the spacing rules. */
  toSpace: readonly string[];
  /** Pins that count as accepted just now, so that a repeat of another one is refused. */
  accepted: readonly { id: string; contentKey: string | null }[];
  isDraft: boolean;
  approvalVoid: boolean;
  /** Whether something is planned afterwards that needs no approval. */
  goesOut: boolean;
  warnings: readonly Problem[];
}

/** Which Pin each target of the changed post is. */
export function pairPins(
  patch: UpdatePostInput,
  { content, open }: Plan,
  { editable, published }: LockedState,
): Pairing<PinRow> {
  if (!content || !replacesTargets(patch))
    return { pairs: editable.map((pin, index) => ({ index, pin })), removed: [] };
  const targets = content.targets.flatMap((target) =>
    target ? { accountId: target.account.id, boardId: target.content.boardId } : [],
  );
  return pairTargets(targets, open, published);
}

const replacesTargets = (patch: UpdatePostInput): boolean =>
  Boolean(patch.platforms ?? patch.fanOut?.boards);

/** Everything that a checked change does to a post and its Pins. Reads and writes nothing. */
export function decideUpdate(
  patch: UpdatePostInput,
  plan: Plan,
  subject: LockedState,
  { pairs, removed }: Pairing<PinRow>,
  inputs: UpdateInputs,
): UpdateDecision {
  const { merged, timing, content } = plan;
  const { post, published } = subject;
  const { slot, newId } = inputs;
  const isDraft = merged.isDraft === true;
  const scheduledFor = slot?.at ?? timing.at;
  const targets = pairs.map(({ index, pin }) => {
    const target = content?.targets[index];
    const columns = target && pinColumns(target, content?.media.plans[index] ?? null);
    return { index, pin, columns };
  });
  const approval = approvalAfter(patch, post, targets, removed, {
    isDue: inputs.approvalIsDue,
    plansAnew: !isDraft && ['draft', 'cancelled'].includes(post.status),
  });
  // A change replaces the list of targets; published Pins keep their positions before the new ones.
  const offset = published.length;
  const decided = targets.map(({ index, pin, columns }): Decided => {
    const time = timing.targets[index] ?? scheduledFor;
    const contentKey = columns?.contentKey ?? pin?.contentKey ?? null;
    if (pin === null) {
      const id = newId();
      const edit: PinEdit | null = columns
        ? {
            kind: 'add',
            pin: {
              id,
              postId: post.id,
              workspaceId: post.workspaceId,
              ...columns,
              scheduledFor: time,
              ignoreSpacing: patch.ignoreSpacing ?? false,
              position: offset + index,
              ...beginning(isDraft, approval, time, inputs.now),
            },
          }
        : null;
      return { edit, id, contentKey, isTimed: !isDraft, isAccepted: !isDraft };
    }
    const isKept = !isDraft && slot === null && goesOn(patch, post, pin, time);
    const state: PinChange = isKept
      ? keptState(pin, approval, columns, time)
      : {
          ...startAfresh(pin),
          ...(isDraft && { step: null }),
          ...beginning(isDraft, approval, time, inputs.now),
        };
    const change: PinChange = {
      ...columns,
      ...state,
      scheduledFor: time,
      ...(patch.ignoreSpacing !== undefined && { ignoreSpacing: patch.ignoreSpacing }),
      ...(replacesTargets(patch) && { position: offset + index }),
    };
    // A Pin accepted before, with the same content, is not checked for duplicates again.
    const wasAccepted = ['scheduled', 'held'].includes(pin.status) || isKept;
    return {
      edit: { kind: 'change', pin, change, scheduledFor: time },
      id: pin.id,
      contentKey,
      isTimed: !isDraft && Object.keys(state).length > 0,
      isAccepted: !isDraft && !(wasAccepted && contentKey === pin.contentKey),
    };
  });
  return {
    post: {
      content: merged.content ?? '',
      title: merged.title || null,
      timezone: merged.timezone ?? post.timezone,
      scheduledFor,
      tags: merged.tags ?? [],
      ...(patch.referenceKey !== undefined && { referenceKey: patch.referenceKey }),
      hashtags: merged.hashtags ?? [],
      mentions: merged.mentions ?? [],
      metadata: merged.metadata ?? {},
      ...(content && { mediaIds: content.media.media.map(({ id }) => id) }),
      ...((isDraft || changesTime(patch)) && { queueId: slot?.queueId ?? null }),
      ...approval.columns,
    },
    removed,
    edits: decided.flatMap(({ edit }) => edit ?? []),
    toSpace: decided.flatMap(({ id, isTimed }) => (isTimed ? id : [])),
    accepted: decided.flatMap(({ id, contentKey, isAccepted }) =>
      isAccepted ? { id, contentKey } : [],
    ),
    isDraft,
    approvalVoid: approval.warnings.length > 0,
    goesOut: !approval.waits && decided.some(({ edit }) => edit !== null && isPlanned(edit)),
    warnings: approval.warnings,
  };
}

const isPlanned = (edit: PinEdit): boolean => {
  const status = edit.kind === 'add' ? edit.pin.status : (edit.change.status ?? edit.pin.status);
  return status === 'scheduled' || status === 'held';
};

interface Decided {
  edit: PinEdit | null;
  id: string;
  contentKey: string | null;
  isTimed: boolean;
  isAccepted: boolean;
}

/** Whether the update leaves the time of the Pin unchanged. */
function goesOn(patch: UpdatePostInput, post: PostRow, pin: PinRow, time: Date | null): boolean {
  if (pin.status === 'draft') return false;
  // Back to the time that was wanted, or to the one that the rules leave.
  if (patch.ignoreSpacing !== undefined && ['scheduled', 'held'].includes(pin.status)) return false;
  if (changesTime({ ...patch, scheduledFor: undefined })) return false;
  const followsPost = Number(pin.scheduledFor) === Number(post.scheduledFor);
  if (patch.scheduledFor !== undefined && followsPost) return false;
  return Number(pin.scheduledFor) === Number(time);
}

/** Status and times of a Pin that does not go on as it was. */
const beginning = (isDraft: boolean, { waits }: ApprovalAfter, time: Date | null, now: Date) =>
  isDraft
    ? { status: 'draft' as const, dueAt: null, acceptedAt: null }
    : { status: 'scheduled' as const, dueAt: waits ? null : time, acceptedAt: now };

/** State of a Pin whose time stays: a failed or cancelled Pin needs a new time or a retry. */
function keptState(
  pin: PinRow,
  { waits }: ApprovalAfter,
  columns: Pick<PinRow, 'boardId' | 'sectionId'> | null | undefined,
  time: Date | null,
): PinChange {
  if (pin.status !== 'scheduled' && pin.status !== 'held') return {};
  if (waits) return { ...startAfresh(pin), status: 'scheduled', dueAt: null };
  const hasPlace =
    columns && (columns.boardId !== pin.boardId || columns.sectionId !== pin.sectionId);
  if (hasPlace && isBoardGone(pin.heldReason?.code))
    return { ...startAfresh(pin), status: 'scheduled', dueAt: time };
  // What was uploaded for the old content is not used for the new.
  return columns !== undefined
    ? { step: startAfresh(pin).step ?? null, uploadId: null, uploadSince: null, uploadRound: 0 }
    : {};
}
