import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../../media/index.ts';
import { insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { uploadWorkspace } from '../within.ts';

export const startDirectUpload = implement('media.startDirectUpload', {
  scope: 'media:write',
  within: uploadWorkspace,
  async run(context, { filename, contentType, size }) {
    const limit = pinLimits.video.maxBytes;
    if (size > limit)
      throw refusal('MEDIA_TOO_LARGE', {
        field: 'size',
        values: { size: formatBytes(size), limit: formatBytes(limit) },
      });
    const id = newId(context.clock());
    await context.commit({ subject: { type: 'media', id } }, (tx) =>
      insertMedia(tx, {
        id,
        workspaceId: context.workspaceId,
        status: 'awaiting_upload',
        filename,
        declaredType: contentType,
      }),
    );
    return slot(context, id, contentType);
  },
  repeat: (context, mediaId, { contentType }) => slot(context, mediaId, contentType),
});

/** Straight to the store where it has addresses, otherwise to this server. */
async function slot({ links, storage }: Context, mediaId: string, contentType: string) {
  const ours = links.upload(mediaId);
  const seconds = ours.expiresInSeconds;
  const store = await storage.direct?.uploadUrl(mediaId, { contentType, seconds });
  return {
    mediaId,
    uploadUrl: store?.url ?? ours.url,
    headers: store?.headers ?? { 'content-type': contentType },
    expiresIn: seconds,
  };
}
