import { refusal } from '../../domain/errors/index.ts';
import { addPinEvents, changePins, changePostRow, type PinRow } from '../../store/index.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPost } from '../within.ts';
import {
  changedPost,
  changePost,
  notCancellable,
  presentAgain,
  type GroupedPost,
} from './change.ts';

export const cancelPost = implement('posts.cancel', {
  scope: 'posts:write',
  within: ofPost,
  async run(context, { postId }) {
    const left = await changePost(context, postId, async (tx, grouped) => {
      if (grouped.post.status === 'cancelled') return 0;
      const { waiting, inFlight } = requireCancellable(grouped);
      await changePostRow(tx, postId, { queueId: null });
      await changePins(
        tx,
        waiting.map((pin) => pin.id),
        { status: 'cancelled', step: null, dueAt: null, heldReason: null },
      );
      for (const pin of waiting)
        await addPinEvents(tx, pin.id, pin.attempts, [
          { kind: 'cancelled', detail: { by: namedActor(context.actor) } },
        ]);
      return inFlight.length;
    });
    return changedPost(context, postId, {
      published: false,
      message:
        left > 0 ? `Cancelled, but for ${left} being published right now.` : 'Post cancelled.',
    });
  },
  repeat: presentAgain,
});

/** The Pins that cancelling stops, and those on their way. @throws LinchpinError when there is nothing to stop */
export function requireCancellable(grouped: GroupedPost): {
  waiting: PinRow[];
  inFlight: PinRow[];
} {
  const waiting = grouped
    .pinsThat('editable', 'cancellable', 'unknown')
    .filter((pin) => ['scheduled', 'held', 'publishing'].includes(pin.status));
  const inFlight = grouped.pinsThat('in_flight');
  if (waiting.length > 0 || grouped.post.status === 'cancelled') return { waiting, inFlight };
  if (inFlight[0]) throw notCancellable(inFlight[0]);
  throw refusal('POST_NOT_CANCELLABLE', {
    field: 'postId',
    values: { status: grouped.post.status },
  });
}
