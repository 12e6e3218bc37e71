import { CreatedPost, CreatePostInput, readPostAliases } from '../../contract/index.ts';
import { LinchpinError, throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { acceptedPost, findPost, postIsDone, waitForPost } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { operation } from '../operation.ts';
import { parseLeniently } from '../parse.ts';
import { acceptPost } from './accept.ts';
import { preflight } from './preflight.ts';
import { presentPost } from './present.ts';
import { readTiming } from './timing.ts';

export const createPost = operation({
  name: 'posts.create',
  summary: 'Publishes a Pin now, schedules it, or keeps it as a draft',
  scope: 'write',
  destructive: false,
  input: CreatePostInput,
  output: CreatedPost,
  readAliases: readPostAliases,
  parse: parseLeniently,
  run: create,
});

/**
 * Looks for everything that is wrong, stores the post with its Pins, and waits for the outcome when it is to
 * go out now. A refused post leaves nothing behind.
 */
async function create(
  context: Context,
  input: CreatePostInput,
  found: readonly Problem[],
): Promise<CreatedPost> {
  const { store, actor, idempotencyKey } = context;
  if (idempotencyKey !== null) {
    const earlier = await acceptedPost(store.db, actor.workspaceId, idempotencyKey);
    if (earlier !== null) {
      // The first request may still be publishing: whoever repeats it is told how that ended.
      if (readTiming(input, context.clock()).mode === 'now') await outcomeOf(context, earlier);
      return answer(context, earlier, true);
    }
  }
  const checked = await preflight(context, input, found);
  try {
    throwIfBlocked(checked.problems);
    const { postId, existed } = await acceptPost(context, input, checked);
    if (existed) await discardMedia(context, checked.media.fresh);
    if (checked.timing.mode === 'now' && !input.requiresApproval) await outcomeOf(context, postId);
    const warnings = checked.problems.filter(({ severity }) => severity === 'warning');
    return { ...(await answer(context, postId, existed)), ...(warnings.length && { warnings }) };
  } catch (error) {
    if (error instanceof LinchpinError) await discardMedia(context, checked.media.fresh);
    throw error;
  }
}

const outcomeOf = ({ store, publishWaitMs }: Context, postId: string): Promise<boolean> =>
  waitForPost(store.notifications, postId, () => postIsDone(store.db, postId), publishWaitMs);

const messages: Record<string, string> = {
  draft: 'Draft saved.',
  scheduled: 'Post scheduled.',
  publishing: 'Publishing goes on; ask for the post again to see how it ended.',
  published: 'Post published.',
  partial: 'The post was published on some boards only.',
  failed: 'The post could not be published.',
  cancelled: 'Post cancelled.',
};

async function answer(context: Context, postId: string, existed: boolean): Promise<CreatedPost> {
  const full = await findPost(context.store.db, context.actor.workspaceId, postId);
  if (!full) throw new Error(`Post ${postId} was removed while it was being answered.`);
  const post = presentPost(context, full);
  const failed = post.platforms.find((target) => target.status === 'failed');
  return {
    message: existed
      ? 'This request was accepted before; nothing new was made.'
      : (messages[post.status] ?? ''),
    post,
    ...(existed && { existingPost: post }),
    ...(failed && {
      error: failed.errorMessage ?? 'Failed',
      platformResults: post.platforms.map((target) => ({
        platform: target.platform,
        status: target.status,
        error: target.errorMessage ?? null,
      })),
    }),
  };
}
