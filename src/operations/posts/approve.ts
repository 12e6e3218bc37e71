import { ChangedPost, PostIdInput } from '../../contract/index.ts';
import { refuse } from '../../domain/errors/index.ts';
import { addPinEvents, changePins, changePostRow } from '../../store/index.ts';
import { operation } from '../operation.ts';
import { changedPost, changePost, settle } from './change.ts';
import { spaceOut } from './space-out.ts';

export const approvePost = operation({
  name: 'posts.approve',
  summary: 'Lets a post go out that waits for an approval; at once when its time has passed',
  scope: 'write',
  destructive: false,
  input: PostIdInput,
  output: ChangedPost,
  async run(context, { postId }) {
    const by = context.actor.keyName;
    const warnings = await changePost(context, postId, async (tx, { post, pins }) => {
      if (post.approvedAt !== null && post.requiresApproval) return [];
      const waiting = pins.filter((pin) => pin.status === 'scheduled');
      const refused = (reason: string) =>
        refuse('POST_NOT_WAITING_FOR_APPROVAL', { field: 'postId', values: { reason } });
      if (!post.requiresApproval) throw refused('it needs none.');
      if (waiting.length === 0) throw refused(`it is ${post.status}.`);
      await changePostRow(tx, postId, { approvedBy: by, approvedAt: new Date(context.clock()) });
      for (const pin of waiting) {
        await changePins(tx, [pin.id], { dueAt: pin.scheduledFor });
        await addPinEvents(tx, pin.id, pin.attempts, [{ kind: 'approved', detail: { by } }]);
      }
      return spaceOut(context, tx, [postId]);
    });
    const published = await settle(context, postId);
    return changedPost(context, postId, { published, message: 'Post approved.', warnings });
  },
});
