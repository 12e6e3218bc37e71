import { refusal } from '../../domain/errors/index.ts';
import { findMedia, readMediaUses, type MediaRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofMedia } from '../within.ts';
import { presentListed } from './present.ts';

export const getMedia = implement('media.get', {
  scope: 'posts:read',
  within: ofMedia,
  async run(context, { mediaId }) {
    const media = await requireMedia(context, mediaId);
    const uses = await readMediaUses(context.store.db, [context.workspaceId], [mediaId]);
    return presentListed(context, media, uses);
  },
});

/** A file of the workspace that was not deleted. @throws LinchpinError NOT_FOUND */
export async function requireMedia(
  { store, workspaceId }: Pick<Context, 'store' | 'workspaceId'>,
  mediaId: string,
): Promise<MediaRow> {
  const [media] = await findMedia(store.db, [workspaceId], [mediaId]);
  if (!media) throw refusal('NOT_FOUND', { field: 'mediaId' });
  return media;
}
