import { refusal } from '../../domain/errors/index.ts';
import { findPost } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofPost } from '../within.ts';
import { presentPost } from './present.ts';

export const getPost = implement('posts.get', {
  scope: 'posts:read',
  within: ofPost,
  async run(context, { postId }) {
    const full = await findPost(context.store.db, context.workspaceId, postId);
    if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
    return { post: presentPost(context, full) };
  },
});
