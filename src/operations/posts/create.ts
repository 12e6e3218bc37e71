import { z } from 'zod';
import {
  CreatedPost,
  CreatePostInput,
  readPostAliases,
  ValidatedPost,
  type ChangedPost,
} from '../../contract/index.ts';
import { LinchpinError, throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { acceptedPost, watchPost } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { operation } from '../operation.ts';
import { parseLeniently } from '../parse.ts';
import { checkPost } from '../tools/validate-post.ts';
import { acceptPost } from './accept.ts';
import { atRest, changed, changedPost, outcomeOf, warningsOf } from './change.ts';
import { presentPost } from './present.ts';
import { preflight } from '../preflight/preflight.ts';
import { readTiming } from '../preflight/timing.ts';

export const createPost = operation({
  name: 'posts.create',
  summary: 'Publishes a Pin now, schedules it, or keeps it as a draft',
  scope: 'write',
  destructive: false,
  input: CreatePostInput,
  output: z.union([CreatedPost, ValidatedPost]),
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
): Promise<CreatedPost | ValidatedPost> {
  if (input.dryRun) return checkPost(context, input, found, false);
  const earlier = await earlierPost(context);
  if (earlier !== null) {
    // The first request may still be publishing: whoever repeats it is told how that ended.
    if (readTiming(input, context.clock()).mode === 'now') await atRest(context, earlier);
    return repeated(context, earlier);
  }
  const checked = await preflight(context, input, found, { stores: true });
  const postId = newId(context.clock());
  const watch = watchPost(context.store.notifications, postId, false);
  try {
    throwIfBlocked(checked.problems);
    const accepted = await acceptPost(context, postId, input, checked);
    const { mode } = checked.timing;
    if (accepted.existed) {
      await discardMedia(context, checked.media.fresh);
      if (mode === 'now') await atRest(context, accepted.postId);
      return await repeated(context, accepted.postId);
    }
    const { full, spaced } = accepted;
    const pins =
      mode === 'now' && !input.requiresApproval
        ? await outcomeOf(context, postId, watch, spaced.length > 0)
        : full.pins;
    const warnings = [...warningsOf(checked.problems), ...spaced];
    return {
      ...created(changed(presentPost(context, { ...full, pins }), { published: true })),
      ...(warnings.length && { warnings }),
    };
  } catch (error) {
    if (error instanceof LinchpinError) await discardMedia(context, checked.media.fresh);
    throw error;
  } finally {
    watch.stop();
  }
}

/** Id of the post that was accepted under this request's id, or null. */
const earlierPost = ({ store, actor, idempotencyKey }: Context): Promise<string | null> =>
  idempotencyKey === null
    ? Promise.resolve(null)
    : acceptedPost(store.db, actor.workspaceId, idempotencyKey);

async function repeated(context: Context, postId: string): Promise<CreatedPost> {
  const accepted = await changedPost(context, postId, { published: true });
  return {
    ...created(accepted),
    message: 'This request was accepted before; nothing new was made.',
    existingPost: accepted.post,
  };
}

/** The answer of the Zernio contract (A4), which names each target when one has failed. */
const created = (accepted: ChangedPost): CreatedPost => ({
  ...accepted,
  ...(accepted.error !== undefined && {
    platformResults: accepted.post.platforms.map((target) => ({
      platform: target.platform,
      status: target.status,
      error: target.errorMessage ?? null,
    })),
  }),
});
