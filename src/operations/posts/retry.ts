import { refusal } from '../../domain/errors/index.ts';
import { addPinEvents, changePins, changePostRow, startAfresh } from '../../store/index.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { spaceOut } from '../scheduling/space-out.ts';
import { ofPost } from '../within.ts';
import { waitsForApproval } from './approval.ts';
import { changedPost, changePost, presentAgain, requireShown, settle } from './change.ts';

export const retryPost = implement('posts.retry', {
  scope: 'posts:publish',
  within: ofPost,
  async run(context, { postId, pinId }) {
    const now = new Date(context.clock());
    const warnings = await changePost(context, postId, async (tx, grouped) => {
      requireShown(grouped);
      const asked = grouped.pins.filter(({ id }) => pinId === undefined || id === pinId);
      if (asked.length === 0) throw refusal('NOT_FOUND', { field: 'pinId' });
      const failed = asked.filter((pin) => pin.status === 'failed');
      if (failed.length === 0) {
        const going = asked.some(
          (pin) =>
            pin.status === 'publishing' ||
            (pin.status === 'scheduled' && pin.dueAt !== null && pin.dueAt <= now),
        );
        throw going
          ? refusal('POST_ALREADY_PUBLISHING', { field: 'postId' })
          : refusal('POST_NOT_FAILED', {
              field: 'postId',
              values: {
                status: pinId === undefined ? grouped.post.status : (asked[0]?.status ?? ''),
              },
            });
      }
      await changePostRow(tx, postId, {});
      // A change after it failed may have to be approved first.
      const waits = waitsForApproval(grouped.post);
      for (const pin of failed) {
        const unknown = pin.problem?.code === 'PIN_OUTCOME_UNKNOWN';
        // Its outcome is unknown: search again, and send only if absence is proven.
        await changePins(tx, [pin.id], {
          ...startAfresh(pin),
          dueAt: waits ? null : now,
          ...(unknown
            ? {
                status: 'publishing',
                step: 'reconciling',
                dueAt: now,
                sentAt: pin.sentAt,
                sentSnapshot: pin.sentSnapshot,
                sendOrder: pin.sendOrder,
                reconcileSince: now,
                uploadId: pin.uploadId,
                uploadSince: pin.uploadSince,
                uploadRound: pin.uploadRound,
              }
            : { status: 'scheduled' }),
        });
        await addPinEvents(tx, pin.id, pin.attempts, [
          { kind: 'retried', detail: { by: namedActor(context.actor) } },
        ]);
      }
      return spaceOut(context, tx, [postId]);
    });
    await settle(context, postId);
    return changedPost(context, postId, { published: true, warnings });
  },
  repeat: presentAgain,
});
