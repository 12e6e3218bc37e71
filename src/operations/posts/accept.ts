import type { CreatePostInput } from '../../contract/index.ts';
import type { Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { insertMedia, insertPost, type NewPin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { mediaInsert } from '../media/ingest.ts';
import { pinColumns } from './pin-columns.ts';
import { placePost, refuseRepeats } from './placement.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { spaceOut } from './space-out.ts';

/**
 * Stores the post, its Pins and its fetched media together, or, for a repeated request, nothing.
 * `spaced`: a warning for each Pin that the spacing rules of its account moved.
 */
export function acceptPost(
  context: Context,
  input: CreatePostInput,
  { timing, targets, media }: Preflight,
): Promise<{ postId: string; existed: boolean; spaced: readonly Problem[] }> {
  const { workspaceId } = context.actor;
  const post = {
    id: newId(context.clock()),
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
  const pins = targets.flatMap((target, position): NewPin[] => {
    const plan = media.plans[position] ?? null;
    if (!target || (plan === null && timing.mode !== 'draft')) return [];
    return [
      {
        id: newId(context.clock()),
        postId: post.id,
        workspaceId,
        position,
        ...pinColumns(target, plan),
        scheduledFor: timing.targets[position] ?? null,
        ignoreSpacing: input.ignoreSpacing ?? false,
        status: timing.mode === 'draft' ? 'draft' : 'scheduled',
      },
    ];
  });
  return context.store.transaction(async (tx) => {
    const placed = await placePost(context, tx, input, post, pins);
    const accepted = await insertPost(tx, placed.post, placed.pins, context.idempotencyKey);
    if (accepted.existed) return { ...accepted, spaced: [] };
    for (const item of media.fresh) await insertMedia(tx, mediaInsert(item));
    const enforced = targets.some((target) => target?.rules.mode === 'enforce');
    const spaced = enforced ? await spaceOut(context, tx, [post.id]) : [];
    if (timing.mode !== 'draft' && !input.allowDuplicate) await refuseRepeats(tx, placed.pins);
    return { ...accepted, spaced };
  });
}
