import type { Post, Target } from '../contract/index.ts';
import { refusal } from '../domain/errors/index.ts';
import type { Caller } from './caller.ts';

/** The first Pin of a post that Pinterest has, or had. */
export const publishedPin = ({ platforms }: Pick<Post, 'platforms'>): Target | undefined =>
  platforms.find(({ platformPostId }) => platformPostId !== null);

/**
 * Deletes a post as the other APIs do: what has not gone out is cancelled, and the post is hidden. A Pin on Pinterest
 * stays, so that a script that cleans up takes none away.
 * @returns the hidden post.
 * @throws LinchpinError NOT_FOUND, also of a post that is hidden already
 */
export async function deletePost(caller: Caller, postId: string): Promise<Post> {
  const { post } = await caller.run('posts.get', { postId });
  if (post.hiddenAt) throw refusal('NOT_FOUND', { field: 'id' });
  if (post.status === 'scheduled' || post.status === 'publishing')
    await caller.run('posts.cancel', { postId });
  return (await caller.run('posts.hide', { postId, hidden: true })).post;
}
