import { problem, refusal, type Problem } from '../../domain/errors/index.ts';
import {
  findPostByKey,
  isReferenceKeyTaken,
  takenReferenceKeys,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';

interface Keyed {
  postId: string;
  input: { referenceKey?: string | undefined };
}

/** Of these new posts, those whose key another post has, or an earlier one of them. */
export async function takenKeysAmong<Post extends Keyed>(
  { workspaceId }: Context,
  tx: Tx,
  posts: readonly Post[],
): Promise<Map<Post, Problem[]>> {
  const refused = new Map<Post, Problem[]>();
  const keys = posts.flatMap(({ input }) => input.referenceKey ?? []);
  if (keys.length === 0) return refused;
  const taken = await takenReferenceKeys(tx, workspaceId, keys);
  for (const post of posts) {
    const key = post.input.referenceKey;
    if (key === undefined) continue;
    const existingPostId = taken.get(key);
    if (existingPostId === undefined) taken.set(key, post.postId);
    else
      refused.set(post, [
        problem('REFERENCE_KEY_TAKEN', {
          field: 'referenceKey',
          values: { key },
          details: { existingPostId },
        }),
      ]);
  }
  return refused;
}

/**
 * What storing a post came to, where no other post of the workspace has its key: of two at once, the index lets one.
 * @throws LinchpinError REFERENCE_KEY_TAKEN
 */
export const refuseTakenKey = <T>(
  { store, workspaceId }: Context,
  key: string | null | undefined,
  stored: Promise<T>,
): Promise<T> =>
  stored.catch(async (error: unknown) => {
    if (typeof key !== 'string' || !isReferenceKeyTaken(error)) throw error;
    const existingPostId = await findPostByKey(store.db, workspaceId, key);
    throw refusal('REFERENCE_KEY_TAKEN', {
      field: 'referenceKey',
      values: { key },
      ...(existingPostId !== undefined && { details: { existingPostId } }),
    });
  });
