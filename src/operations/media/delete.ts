import { refusal } from '../../domain/errors/index.ts';
import { expireMedia, readMediaUses } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofMedia } from '../within.ts';
import { requireMedia } from './get.ts';

const deleted = { message: 'File deleted.' };

export const deleteMedia = implement('media.delete', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId }) {
    const { id, filename } = await requireMedia(context, mediaId);
    await context.commit({ subject: { type: 'media', id } }, async (tx) => {
      const uses = await readMediaUses(tx, [context.workspaceId], [id]);
      const [use] = uses;
      if (use)
        throw refusal('MEDIA_IN_USE', {
          field: 'mediaId',
          values: { filename: filename ?? id, count: uses.length },
          details: { postIds: uses.slice(0, 25).map(({ postId }) => postId) },
        });
      await expireMedia(tx, id);
    });
    return deleted;
  },
  repeat: () => Promise.resolve(deleted),
});
