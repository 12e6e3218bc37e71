import { z } from 'zod';
import {
  CreatedPost,
  CreatePostInput,
  readPostAliases,
  ValidatedPost,
  type ChangedPost,
} from '../../contract/index.ts';
import {
  LinchpinError,
  problem,
  refusal,
  throwIfBlocked,
  type Problem,
} from '../../domain/errors/index.ts';
import { inputHash } from '../../domain/input-hash.ts';
import { newId } from '../../domain/ids.ts';
import {
  findAcceptedRequest,
  watchPost,
  type EarlierRequest,
  type RequestKey,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { operation } from '../operation.ts';
import { parseLeniently } from '../parse.ts';
import { checkPost } from '../preflight/check-post.ts';
import { acceptPost } from './accept.ts';
import {
  waitUntilSettled,
  presentChange,
  changedPost,
  waitForOutcome,
  warningsOf,
} from './change.ts';
import { presentPost } from './present.ts';
import { preflight } from '../preflight/preflight.ts';
import { readTiming } from '../scheduling/timing.ts';

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
  const key = requestKey(context, input);
  const earlier =
    key && (await findAcceptedRequest(context.store.db, context.actor.workspaceId, key));
  const isNow = () => readTiming(input, context.clock()).mode === 'now';
  if (earlier?.kind === 'same' || (earlier && key?.strict))
    return repeated(context, earlier, isNow());
  const reused = earlier ? [requestIdReused(earlier.postId)] : [];
  const checked = await preflight(context, input, found, { stores: true });
  const postId = newId(context.clock());
  const watch = watchPost(context.store.notifications, postId, false);
  try {
    throwIfBlocked(checked.problems);
    const accepted = await acceptPost(context, postId, input, checked, key);
    const { mode } = checked.timing;
    if (accepted.existed) {
      await discardMedia(context, checked.media.fresh);
      return await repeated(context, accepted.earlier, mode === 'now');
    }
    const { full, spaced } = accepted;
    const pins =
      mode === 'now' && !input.requiresApproval
        ? await waitForOutcome(context, postId, watch, spaced.length > 0)
        : full.pins;
    const warnings = [...reused, ...warningsOf(checked.problems), ...spaced];
    return {
      ...created(presentChange(presentPost(context, { ...full, pins }), { published: true })),
      ...(warnings.length && { warnings }),
    };
  } catch (error) {
    if (error instanceof LinchpinError) await discardMedia(context, checked.media.fresh);
    throw error;
  } finally {
    watch.stop();
  }
}

const requestKey = ({ idempotencyKey }: Context, input: CreatePostInput): RequestKey | null =>
  idempotencyKey && { ...idempotencyKey, inputHash: inputHash(input) };

const requestIdReused = (existingPostId: string): Problem =>
  problem('REQUEST_ID_REUSED', {
    field: 'x-request-id',
    values: { postId: existingPostId },
    severity: 'warning',
  });

/**
 * The post of the earlier request as it is now. That request may still be publishing: who repeats it is told how that
 * ended.
 * @throws LinchpinError IDEMPOTENCY_KEY_REUSED
 */
async function repeated(
  context: Context,
  { kind, postId }: NonNullable<EarlierRequest>,
  isNow: boolean,
): Promise<CreatedPost> {
  if (kind === 'other')
    throw refusal('IDEMPOTENCY_KEY_REUSED', {
      field: 'Idempotency-Key',
      values: { postId },
      details: { existingPostId: postId },
    });
  if (isNow) await waitUntilSettled(context, postId);
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
