import type { ChangedPost, UpdatePostInput, ValidatedPost } from '../../contract/index.ts';
import {
  LinchpinError,
  problem,
  refusal,
  throwIfBlocked,
  type Problem,
} from '../../domain/errors/index.ts';
import { pinEditability } from '../../domain/pins/editability.ts';
import { findPost, type FullPost, type StoredMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia } from '../media/ingest.ts';
import { implement } from '../operation.ts';
import { ofPost } from '../within.ts';
import { parsePost } from '../unknown-fields.ts';
import { requireApprovalKept } from './approval.ts';
import { requireChangeable, storeUpdate } from './apply-update.ts';
import type { Plan } from './decide-update.ts';
import { changedPost, groupPins, presentAgain, settle, warningsOf } from './change.ts';
import { expandFanOut } from '../scheduling/fan-out.ts';
import { previewNewTimes } from '../scheduling/preview-spacing.ts';
import { changesContent, changesTime, mergeUpdate } from './merge.ts';
import { summarize } from '../preflight/check-post.ts';
import { preflight } from '../preflight/preflight.ts';
import { asksForSlot, readTiming } from '../scheduling/timing.ts';

export const updatePost = implement('posts.update', {
  scope: 'posts:write',
  within: ofPost,
  parse: parsePost,
  run: update,
  repeat: presentAgain,
});

/** Attempts to apply a change to a post that others change at the same time. */
const maxTries = 5;

/**
 * Checks the post as it would become, then stores it, unless it changed in between: then it is checked again.
 * Checking may fetch media, so nothing is locked during it.
 */
async function update(
  context: Context,
  patch: UpdatePostInput,
  found: readonly Problem[],
): Promise<ChangedPost | ValidatedPost> {
  if (patch.dryRun) return summarize(await checkUpdate(context, patch, found));
  const { store, workspaceId } = context;
  for (let tries = 0; tries < maxTries; tries++) {
    const before = await findPost(store.db, workspaceId, patch.postId);
    if (!before) throw refusal('NOT_FOUND', { field: 'postId' });
    // Early check, before media are fetched; repeated under the lock.
    requireChangeable(groupPins(before));
    requireApprovalKept(context, patch, before.post);
    const checked = await check(context, patch, before, found);
    let stored: readonly Problem[] | null = null;
    try {
      throwIfBlocked(checked.problems);
      stored = await storeUpdate(context, patch, before, checked.plan);
    } finally {
      if (stored === null) await discardMedia(context, checked.fresh);
    }
    if (stored === null) continue;
    const published = await settle(context, patch.postId);
    const warnings = [...warningsOf(checked.problems), ...stored];
    return changedPost(context, patch.postId, { published, message: 'Post updated.', warnings });
  }
  throw new LinchpinError([problem('POST_CHANGED_MEANWHILE', { field: 'postId' })]);
}

/** Everything there is to say about a change that is not made. @throws LinchpinError when it is not possible at all */
export async function checkUpdate(
  context: Context,
  patch: UpdatePostInput,
  found: readonly Problem[],
): Promise<readonly Problem[]> {
  const before = await findPost(context.store.db, context.workspaceId, patch.postId);
  if (!before) throw refusal('NOT_FOUND', { field: 'postId' });
  requireChangeable(groupPins(before));
  requireApprovalKept(context, patch, before.post);
  const { problems, fresh } = await check(context, patch, before, found);
  await discardMedia(context, fresh);
  return problems;
}

interface Checked {
  plan: Plan;
  problems: readonly Problem[];
  /** Media fetched for this, to be stored or discarded. */
  fresh: readonly StoredMedia[];
}

async function check(
  context: Context,
  patch: UpdatePostInput,
  before: FullPost,
  found: readonly Problem[],
): Promise<Checked> {
  const nowMs = context.clock();
  const open = before.pins.filter((pin) => pinEditability(pin) === 'editable');
  const merged = mergeUpdate(patch, before.post, open);
  const spread = expandFanOut(merged, nowMs);
  const promotes = before.post.status === 'draft' && !merged.isDraft;
  const timed =
    promotes ||
    changesTime(patch) ||
    patch.platforms?.some(({ scheduledFor }) => scheduledFor !== undefined);
  const onPassed = !timed ? 'ignore' : patch.ifPast === 'publish' ? 'warn' : 'refuse';
  const timing = readTiming(spread.input, nowMs, onPassed);
  const queued = asksForSlot(merged);
  const required: Problem[] =
    !merged.isDraft && !queued && timing.at === null && timing.problems.length === 0
      ? [problem('SCHEDULE_REQUIRED', { field: 'scheduledFor' })]
      : [];
  const base = { merged: spread.input, timing, open, queued };
  if (!changesContent(patch) && !promotes) {
    const moves = changesTime(patch) && timing.mode !== 'draft' && !merged.ignoreSpacing;
    const advice = moves ? await previewNewTimes(context, open, timing.targets) : [];
    return {
      plan: { ...base, content: null },
      problems: [...found, ...spread.problems, ...timing.problems, ...required, ...advice],
      fresh: [],
    };
  }
  const checked = await preflight(context, merged, [...found, ...required], {
    ownPinIds: open.map(({ id }) => id),
    stores: true,
    onPassed,
  });
  return {
    plan: { ...base, timing: checked.timing, content: checked },
    problems: checked.problems,
    fresh: checked.media.fresh,
  };
}
