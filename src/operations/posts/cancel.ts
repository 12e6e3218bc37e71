import { ChangedPost, Message, PostIdInput } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  deletePost as removePost,
} from '../../store/index.ts';
import { operation } from '../operation.ts';
import { changedPost, changePost, notCancellable, requireSettled } from './change.ts';

export const cancelPost = operation({
  name: 'posts.cancel',
  summary: 'Stops what has not gone out yet; the post stays and can be given a new time',
  scope: 'write',
  destructive: true,
  input: PostIdInput,
  output: ChangedPost,
  async run(context, { postId }) {
    const left = await changePost(context, postId, async (tx, grouped) => {
      if (grouped.post.status === 'cancelled') return 0;
      const waiting = grouped
        .pinsThat('editable', 'cancellable', 'unknown')
        .filter((pin) => ['scheduled', 'held', 'publishing'].includes(pin.status));
      const inFlight = grouped.pinsThat('in_flight');
      if (waiting.length === 0) {
        if (inFlight[0]) throw notCancellable(inFlight[0]);
        throw refusal('POST_NOT_CANCELLABLE', {
          field: 'postId',
          values: { status: grouped.post.status },
        });
      }
      await changePostRow(tx, postId, { queueId: null });
      await changePins(
        tx,
        waiting.map((pin) => pin.id),
        { status: 'cancelled', step: null, dueAt: null, heldReason: null },
      );
      for (const pin of waiting)
        await addPinEvents(tx, pin.id, pin.attempts, [
          { kind: 'cancelled', detail: { by: context.actor.keyName } },
        ]);
      return inFlight.length;
    });
    return changedPost(context, postId, {
      published: false,
      message:
        left > 0 ? `Cancelled, but for ${left} being published right now.` : 'Post cancelled.',
    });
  },
});

export const deletePost = operation({
  name: 'posts.delete',
  summary: 'Deletes a post that Pinterest has nothing of',
  scope: 'write',
  destructive: true,
  input: PostIdInput,
  output: Message,
  async run(context, { postId }) {
    await changePost(context, postId, async (tx, grouped) => {
      requireSettled(grouped, 'deleted');
      // A step may have left something with Pinterest, so work that has begun is cancelled first.
      const [cancellable] = grouped.pinsThat('cancellable');
      if (cancellable) throw notCancellable(cancellable);
      if (grouped.pinsThat('published').length > 0)
        throw refusal('POST_PUBLISHED', { field: 'postId', values: { verb: 'deleted' } });
      await removePost(tx, postId);
    });
    return { message: 'Post deleted.' };
  },
});
