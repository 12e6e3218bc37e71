import { refusal } from '../../domain/errors/index.ts';
import { deletePost as removePost } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofPost } from '../within.ts';
import { changePost, notCancellable, requireSettled } from './change.ts';

const deleted = { message: 'Post deleted.' };

export const deletePost = implement('posts.delete', {
  scope: 'posts:write',
  within: ofPost,
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
    return deleted;
  },
  repeat: () => Promise.resolve(deleted),
});
