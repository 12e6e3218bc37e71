import { refusal } from '../../domain/errors/index.ts';
import { changePostRow, findPost } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofPost } from '../within.ts';
import { changePost, requireSettled } from './change.ts';
import { presentPost } from './present.ts';
import { refuseTakenKey } from './reference-key.ts';

export const hidePost = implement('posts.hide', {
  scope: 'posts:write',
  within: ofPost,
  async run(context, { postId, hidden }) {
    const full = await findPost(context.store.db, context.workspaceId, postId);
    const hiding = changePost(context, postId, async (tx, grouped) => {
      if (hidden) {
        requireSettled(grouped, 'hidden');
        // What is planned would go out unseen.
        const planned = grouped.pins.filter(({ status }) => ['scheduled', 'held'].includes(status));
        if (planned.length > 0)
          throw refusal('POST_STILL_PLANNED', {
            field: 'postId',
            values: { count: planned.length },
          });
      }
      if (hidden !== (grouped.post.hiddenAt !== null))
        await changePostRow(tx, postId, {
          hiddenAt: hidden ? new Date(context.clock()) : null,
        });
    });
    await refuseTakenKey(context, full?.post.referenceKey, hiding);
    return shown(context, postId);
  },
  repeat: shown,
});

async function shown(context: Context, postId: string) {
  const full = await findPost(context.store.db, context.workspaceId, postId);
  if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
  return { post: presentPost(context, full) };
}
