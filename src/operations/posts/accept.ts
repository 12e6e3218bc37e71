import type { CreatePostInput } from '../../contract/index.ts';
import type { Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  insertMedia,
  insertPost,
  readPins,
  type EarlierRequest,
  type FullPost,
  type NewPin,
  type RequestKey,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { pinColumns } from './pin-columns.ts';
import { placePost, refuseRepeats } from './placement.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { spaceOut } from './space-out.ts';

/**
 * What accepting came to: the post as it now is, or the one of an earlier request with the same key.
 * `spaced`: a warning for each Pin that the spacing rules of its account moved.
 */
export type Accepted =
  | { existed: true; earlier: NonNullable<EarlierRequest> }
  | { existed: false; full: FullPost; spaced: readonly Problem[] };

/** Stores the post, its Pins and its fetched media together, or, for a repeated request, nothing. */
export function acceptPost(
  context: Context,
  postId: string,
  input: CreatePostInput,
  { timing, targets, media }: Preflight,
  key: RequestKey | null,
): Promise<Accepted> {
  const { workspaceId } = context.actor;
  const wanted = {
    id: postId,
    workspaceId,
    content: input.content ?? '',
    title: input.title ?? null,
    scheduledFor: timing.at,
    timezone: input.timezone ?? 'UTC',
    mediaIds: media.media.map(({ id }) => id),
    tags: input.tags ?? [],
    hashtags: input.hashtags ?? [],
    mentions: input.mentions ?? [],
    metadata: input.metadata ?? {},
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
  return context.store.transaction(async (tx): Promise<Accepted> => {
    const placed = await placePost(context, tx, input, wanted, wantedPins);
    const stored = await insertPost(tx, placed.post, placed.pins, key);
    if (stored.existed) return stored;
    for (const item of media.fresh) await insertMedia(tx, mediaInsert(item));
    const enforced = targets.some((target) => target?.rules.mode === 'enforce');
    const spaced = enforced ? await spaceOut(context, tx, [postId]) : [];
    if (timing.mode !== 'draft' && !input.allowDuplicate) await refuseRepeats(tx, placed.pins);
    const boards = accounts.flatMap((account) => account.boards);
    const { post } = stored;
    const pins = spaced.length ? (await readPins(tx, postId)).pins : stored.pins;
    return { existed: false, full: { post, pins, media: media.media, accounts, boards }, spaced };
  });
}
