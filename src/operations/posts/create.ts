import type {
  ChangedPost,
  CreatedPost,
  CreatePostInput,
  ValidatedPost,
} from '../../contract/index.ts';
import { throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { watchPost } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { implement } from '../operation.ts';
import { requireScope } from '../permission.ts';
import { parsePost } from '../unknown-fields.ts';
import { checkPost } from '../preflight/check-post.ts';
import { preflight } from '../preflight/preflight.ts';
import { readTiming } from '../scheduling/timing.ts';
import { ofTargets } from '../within.ts';
import { acceptPost } from './accept.ts';
import { approvalOfNew } from './approval.ts';
import {
  changedPost,
  presentChange,
  waitForOutcome,
  waitUntilSettled,
  warningsOf,
} from './change.ts';
import { presentPost } from './present.ts';

export const createPost = implement('posts.create', {
  scope: 'posts:write',
  within: ofTargets,
  parse: parsePost,
  run: create,
  repeat: presentCreated,
});

/**
 * Looks for everything that is wrong, stores the post with its Pins, and waits for the outcome when it is to
 * go out now. A refused post leaves nothing behind.
 */
async function create(
  context: Context,
  given: CreatePostInput,
  found: readonly Problem[],
): Promise<CreatedPost | ValidatedPost> {
  if (given.dryRun) return checkPost(context, given, found, { repair: false, suggestions: false });
  const requiresApproval = approvalOfNew(context, given.requiresApproval);
  const input = { ...given, requiresApproval };
  // With a later approval, the approval needs the right to publish, not the change.
  if (!requiresApproval && readTiming(input, context.clock()).mode !== 'draft')
    requireScope(context, 'posts:publish');
  const checked = await preflight(context, input, found, { stores: true });
  const postId = newId(context.clock());
  const watch = watchPost(context.store.notifications, postId, false);
  let stored = false;
  try {
    throwIfBlocked(checked.problems);
    const { full, spaced } = await acceptPost(context, { postId, input, checked });
    stored = true;
    const pins =
      checked.timing.mode === 'now' && !requiresApproval
        ? await waitForOutcome(context, postId, watch, spaced.length > 0)
        : full.pins;
    const reused = context.keyWarning ? [context.keyWarning] : [];
    const warnings = [...reused, ...warningsOf(checked.problems), ...spaced];
    return {
      ...created(presentChange(presentPost(context, { ...full, pins }), { published: true })),
      ...(warnings.length && { warnings }),
    };
  } finally {
    watch.stop();
    if (!stored) await discardMedia(context, checked.media.fresh);
  }
}

/**
 * The post of the earlier request as it is now. That request may still be publishing: the repetition waits for the
 * outcome as well.
 */
async function presentCreated(
  context: Context,
  postId: string,
  input: CreatePostInput,
): Promise<CreatedPost> {
  if (readTiming(input, context.clock()).mode === 'now') await waitUntilSettled(context, postId);
  const accepted = await changedPost(context, postId, { published: true });
  return {
    ...created(accepted),
    message: 'This request was accepted before; nothing new was made.',
    existingPost: accepted.post,
  };
}

/** The answer of Zernio's API, which names each target when one has failed. */
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
