import { GetPostInput, PostEnvelope } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { findPost } from '../../store/index.ts';
import { operation } from '../operation.ts';
import { presentPost } from './present.ts';

export const getPost = operation({
  name: 'posts.get',
  summary: 'A post with the state of each of its Pins',
  scope: 'read',
  destructive: false,
  input: GetPostInput,
  output: PostEnvelope,
  async run(context, { postId }) {
    const full = await findPost(context.store.db, context.actor.workspaceId, postId);
    if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
    return { post: presentPost(context, full) };
  },
});
