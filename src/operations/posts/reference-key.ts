import { refusal } from '../../domain/errors/index.ts';
import { findPostByKey, isReferenceKeyTaken } from '../../store/index.ts';
import type { Context } from '../context.ts';

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
