import type { ChangedPost, Post } from '../../contract/index.ts';
import { problem, refusal, LinchpinError, type Problem } from '../../domain/errors/index.ts';
import { pinEditability, type PinEditability } from '../../domain/pins/editability.ts';
import { activeStatuses } from '../../domain/pins/statuses.ts';
import {
  findPost,
  lockPost,
  readPins,
  watchPost,
  type LockedPost,
  type PinRow,
  type PostWatch,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { presentPost } from './present.ts';

/** A locked post with its Pins grouped by what may still be done with them. */
export interface GroupedPost extends LockedPost {
  pinsThat(...editabilities: PinEditability[]): PinRow[];
}

/** Keeps others from changing or claiming the post until the transaction ends. @throws LinchpinError NOT_FOUND */
export async function lockAndGroup(context: Context, tx: Tx, postId: string): Promise<GroupedPost> {
  const locked = await lockPost(tx, context.workspaceId, postId);
  if (!locked) throw refusal('NOT_FOUND', { field: 'postId' });
  return groupPins(locked);
}

/** A post with its Pins grouped by what may still be done with them. Without a lock this can be stale. */
export const groupPins = (post: LockedPost): GroupedPost => ({
  ...post,
  pinsThat: (...editabilities) =>
    post.pins.filter((pin) => editabilities.includes(pinEditability(pin))),
});

/** Does `work` on a locked post, as the one transaction of the call. @throws LinchpinError NOT_FOUND */
export const changePost = <T>(
  context: Context,
  postId: string,
  work: (tx: Tx, grouped: GroupedPost) => Promise<T>,
): Promise<T> =>
  context.commit({ subject: { type: 'post', id: postId } }, async (tx) =>
    work(tx, await lockAndGroup(context, tx, postId)),
  );

/** The answer to a repeated change of a post: its present state, after what is due of it has ended. */
export async function presentAgain(context: Context, postId: string): Promise<ChangedPost> {
  const published = await settle(context, postId);
  return changedPost(context, postId, { published });
}

/**
 * Throws while a Pin is being published or its outcome is unknown.
 * @param verb past participle for the message: "changed", "deleted".
 * @throws LinchpinError PIN_NOT_CANCELLABLE, PIN_OUTCOME_UNRESOLVED
 */
export function requireSettled(grouped: GroupedPost, verb: string): void {
  const [inFlight] = grouped.pinsThat('in_flight');
  if (inFlight) throw notCancellable(inFlight);
  const [unknown] = grouped.pinsThat('unknown');
  if (unknown)
    throw refusal('PIN_OUTCOME_UNRESOLVED', {
      field: 'postId',
      values: { verb, postId: grouped.post.id, pinId: unknown.id },
    });
}

/** What goes out must be seen in the lists. @throws LinchpinError POST_HIDDEN */
export function requireShown({ post }: Pick<GroupedPost, 'post'>): void {
  if (post.hiddenAt !== null) throw refusal('POST_HIDDEN', { field: 'postId' });
}

/** The refusal for a Pin that is on its way. */
export const notCancellable = (pin: PinRow): LinchpinError =>
  new LinchpinError([
    problem('PIN_NOT_CANCELLABLE', {
      field: 'postId',
      values: { status: 'being published' },
      details: { pinId: pin.id },
    }),
  ]);

/**
 * Waits for the outcome of what is due now; a post with Pins for later is not waited for.
 * @returns whether there was anything to wait for.
 */
export async function settle(context: Context, postId: string): Promise<boolean> {
  const { store, clock } = context;
  const full = await findPost(store.db, context.workspaceId, postId);
  const open = full?.pins.filter((pin) => activeStatuses.some((status) => status === pin.status));
  const nowMs = clock();
  const allDue = open?.every((pin) => pin.dueAt !== null && pin.dueAt.getTime() <= nowMs);
  if (!open?.length || !allDue) return false;
  await waitUntilSettled(context, postId);
  return true;
}

/** Waits until nothing of a post is on its way any more, or waiting has taken too long. */
export async function waitUntilSettled(context: Context, postId: string): Promise<void> {
  const watch = watchPost(context.store.notifications, postId, true);
  await waitForOutcome(context, postId, watch, true).finally(watch.stop);
}

/** Milliseconds between looks at a post some of whose Pins go out later. */
const lookEveryMs = 250;

/**
 * The Pins of a post once none of them is being published, or their state at the time limit.
 * @param partly whether some of its Pins may go out later: the end of the others is then not announced.
 */
export async function waitForOutcome(
  { store, publishWaitMs }: Context,
  postId: string,
  watch: PostWatch,
  partly: boolean,
): Promise<PinRow[]> {
  const ended = await watch.until(
    async () => {
      const found = await readPins(store.db, postId);
      return found.settled ? found.pins : null;
    },
    publishWaitMs,
    partly ? lookEveryMs : undefined,
  );
  return ended ?? (await readPins(store.db, postId)).pins;
}

/** What was done to a post. */
interface Done {
  /** Whether something was published: then the status says best what happened. */
  published: boolean;
  /** What happened otherwise. */
  message?: string;
  warnings?: readonly Problem[];
}

/** Reads the post and says what happened to it. @throws LinchpinError NOT_FOUND */
export async function changedPost(
  context: Context,
  postId: string,
  done: Done,
): Promise<ChangedPost> {
  const full = await findPost(context.store.db, context.workspaceId, postId);
  if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
  return presentChange(presentPost(context, full), done);
}

export function presentChange(post: Post, done: Done): ChangedPost {
  const failed = done.published && post.platforms.find((target) => target.status === 'failed');
  return {
    message: (done.published ? undefined : done.message) ?? messages[post.status],
    post,
    ...(failed && { error: failed.errorMessage ?? 'Failed' }),
    ...(done.warnings?.length && { warnings: [...done.warnings] }),
  };
}

/** The warnings among `problems`: an accepted post is answered with warnings, not with hints. */
export const warningsOf = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity === 'warning');

const messages: Record<ChangedPost['post']['status'], string> = {
  draft: 'Draft saved.',
  scheduled: 'Post scheduled.',
  publishing: 'Publishing goes on; ask for the post again to see how it ended.',
  published: 'Post published.',
  partial: 'The post was published on some boards only.',
  failed: 'The post could not be published.',
  cancelled: 'Post cancelled.',
};
