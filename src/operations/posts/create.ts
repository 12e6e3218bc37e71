import { z } from 'zod';
import {
  CreatedPost,
  CreatePostInput,
  readPostAliases,
  ValidatedPost,
} from '../../contract/index.ts';
import { LinchpinError, throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { acceptedPost, postIsDone, waitForPost } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { operation } from '../operation.ts';
import { parseLeniently } from '../parse.ts';
import { checkPost } from '../tools/validate-post.ts';
import { acceptPost } from './accept.ts';
import { changedPost, warningsOf } from './change.ts';
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
  const { store, actor, idempotencyKey } = context;
  if (idempotencyKey !== null) {
    const earlier = await acceptedPost(store.db, actor.workspaceId, idempotencyKey);
    if (earlier !== null) {
      // The first request may still be publishing: whoever repeats it is told how that ended.
      if (readTiming(input, context.clock()).mode === 'now')
        await outcomeOf(context, earlier, true);
      return answer(context, earlier, true);
    }
  }
  const checked = await preflight(context, input, found, { stores: true });
  try {
    throwIfBlocked(checked.problems);
    const { postId, existed, spaced } = await acceptPost(context, input, checked);
    if (existed) await discardMedia(context, checked.media.fresh);
    if (checked.timing.mode === 'now' && !input.requiresApproval)
      await outcomeOf(context, postId, spaced.length > 0);
    const warnings = [...warningsOf(checked.problems), ...spaced];
    return { ...(await answer(context, postId, existed)), ...(warnings.length && { warnings }) };
  } catch (error) {
    if (error instanceof LinchpinError) await discardMedia(context, checked.media.fresh);
    throw error;
  }
}

/** @param partly whether some of its Pins may go out later: the end of the others is then not announced. */
const outcomeOf = (
  { store, publishWaitMs }: Context,
  postId: string,
  partly: boolean,
): Promise<boolean> =>
  waitForPost(
    store.notifications,
    postId,
    () => postIsDone(store.db, postId),
    publishWaitMs,
    partly ? lookEveryMs : undefined,
  );

/** Milliseconds between looks at a post some of whose Pins go out later. */
const lookEveryMs = 250;

async function answer(context: Context, postId: string, existed: boolean): Promise<CreatedPost> {
  const accepted = await changedPost(context, postId, { published: true });
  const { post, error } = accepted;
  return {
    ...accepted,
    ...(existed && {
      message: 'This request was accepted before; nothing new was made.',
      existingPost: post,
    }),
    ...(error !== undefined && {
      platformResults: post.platforms.map((target) => ({
        platform: target.platform,
        status: target.status,
        error: target.errorMessage ?? null,
      })),
    }),
  };
}
