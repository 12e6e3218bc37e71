import type { CreatePostInput } from '../../contract/index.ts';
import { newId } from '../../domain/ids.ts';
import { insertMedia, insertPost, type NewPin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Preflight } from './preflight.ts';

/** Stores the post, its Pins and its fetched media together, or, for a repeated request, nothing. */
export function acceptPost(
  context: Context,
  input: CreatePostInput,
  { timing, targets, media }: Preflight,
): Promise<{ postId: string; existed: boolean }> {
  const { workspaceId } = context.actor;
  const post = {
    id: newId(context.clock()),
    workspaceId,
    content: input.content ?? '',
    title: input.title ?? null,
    scheduledFor: timing.at,
    timezone: input.timezone ?? 'UTC',
    mediaIds: media.ids,
    tags: input.tags ?? [],
    hashtags: input.hashtags ?? [],
    mentions: input.mentions ?? [],
    metadata: input.metadata ?? {},
  };
  const pins = targets.flatMap((target, position): NewPin[] =>
    target === null
      ? []
      : [
          {
            id: newId(context.clock()),
            postId: post.id,
            workspaceId,
            accountId: target.account.id,
            position,
            ...target.content,
            customContent: target.customContent,
            mediaIds: media.ids,
            scheduledFor: timing.targets[position] ?? null,
            status: timing.mode === 'draft' ? 'draft' : 'scheduled',
            dueAt: timing.mode === 'draft' ? null : (timing.targets[position] ?? timing.at),
          },
        ],
  );
  return context.store.transaction(async (tx) => {
    const accepted = await insertPost(tx, post, pins, context.idempotencyKey);
    if (!accepted.existed) for (const item of media.fresh) await insertMedia(tx, item);
    return accepted;
  });
}
