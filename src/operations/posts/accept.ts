import type { CreatePostInput } from '../../contract/index.ts';
import type { Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { zoneNamedIn } from '../../domain/time/schedule.ts';
import {
  insertMedia,
  insertPost,
  readPins,
  type FullPost,
  type NewPin,
  type NewPost,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { pinColumns } from '../preflight/pin-columns.ts';
import { refuseRepeats } from '../preflight/repeats.ts';
import { refuseTakenKey } from './reference-key.ts';
import { takeSlot } from '../scheduling/take-slot.ts';
import { asksForSlot } from '../scheduling/timing.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { spaceOut } from '../scheduling/space-out.ts';

/** The post as stored. `spaced`: a warning for each Pin that the spacing rules of its account moved. */
export interface Accepted {
  full: FullPost;
  spaced: readonly Problem[];
}

/** Stores the post, its Pins and its fetched media in one transaction. */
export function acceptPost(
  context: Context,
  postId: string,
  input: CreatePostInput,
  { timing, targets, media }: Preflight,
): Promise<Accepted> {
  const { workspaceId } = context;
  const wanted = {
    id: postId,
    workspaceId,
    content: input.content ?? '',
    title: input.title ?? null,
    scheduledFor: timing.at,
    timezone: input.timezone ?? zoneNamedIn(input.scheduledFor) ?? 'UTC',
    mediaIds: media.media.map(({ id }) => id),
    tags: input.tags ?? [],
    hashtags: input.hashtags ?? [],
    mentions: input.mentions ?? [],
    metadata: input.metadata ?? {},
    referenceKey: input.referenceKey ?? null,
  };
  const wantedPins = targets.flatMap((target, position): NewPin[] => {
    const plan = media.plans[position] ?? null;
    if (!target || (plan === null && timing.mode !== 'draft')) return [];
    return [
      {
        id: newId(context.clock()),
        postId,
        workspaceId,
        position,
        ...pinColumns(target, plan),
        scheduledFor: timing.targets[position] ?? null,
        ignoreSpacing: input.ignoreSpacing ?? false,
        status: timing.mode === 'draft' ? 'draft' : 'scheduled',
      },
    ];
  });
  const accounts = targets.flatMap((target) => target?.account ?? []);
  const subject = { type: 'post', id: postId } as const;
  const accepted = context.commit({ subject }, async (tx): Promise<Accepted> => {
    const placed = await takeSlots(context, tx, input, wanted, wantedPins);
    const stored = await insertPost(tx, placed.post, placed.pins);
    for (const item of media.fresh) await insertMedia(tx, mediaInsert(item));
    const enforced = targets.some((target) => target?.rules.mode === 'enforce');
    const spaced = enforced ? await spaceOut(context, tx, [postId]) : [];
    if (timing.mode !== 'draft' && !input.allowDuplicate) await refuseRepeats(tx, placed.pins);
    const boards = accounts.flatMap((account) => account.boards);
    const { post } = stored;
    const pins = spaced.length ? (await readPins(tx, postId)).pins : stored.pins;
    return { full: { post, pins, media: media.media, accounts, boards, removals: [] }, spaced };
  });
  return refuseTakenKey(context, input.referenceKey, accepted);
}

/**
 * Decides, inside the accept transaction, what only it can: the slot of a queue, and that nothing falls due
 * before it is approved.
 */
async function takeSlots(
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
  const now = new Date(context.clock());
  const timed = pins.map((pin) => {
    if (pin.status === 'draft') return { ...pin, dueAt: null };
    const scheduledFor = pin.scheduledFor ?? slot?.at ?? post.scheduledFor ?? null;
    return {
      ...pin,
      scheduledFor,
      dueAt: requiresApproval ? null : scheduledFor,
      acceptedAt: now,
    };
  });
  const isPlanned = timed.some(({ dueAt }) => dueAt !== null && dueAt > now);
  return {
    post: {
      ...post,
      requiresApproval,
      announcedStatus: isPlanned ? 'scheduled' : null,
      ...(slot && { queueId: slot.queue.id, scheduledFor: slot.at }),
    },
    pins: timed,
  };
}
