import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../../media/index.ts';
import { insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofMedia, uploadWorkspace } from '../within.ts';
import { requireMedia } from './get.ts';

/** Bytes of a part: 64 MB, as in bundle.social's API. */
export const partSize = 64 * 1024 * 1024;

export const startParts = implement('media.startParts', {
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
    return slot(context, id, size);
  },
  repeat: (context, mediaId, { size }) => Promise.resolve(slot(context, mediaId, size)),
});

export const signParts = implement('media.signParts', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId, numbers }) {
    const { id, status, filename } = await requireMedia(context, mediaId);
    if (status === 'ready')
      throw refusal('MEDIA_ALREADY_UPLOADED', {
        values: { filename: filename ?? id, mediaId: id },
      });
    return addressed(context, id, numbers);
  },
});

const slot = (context: Context, mediaId: string, size: number) => {
  const count = Math.ceil(size / partSize);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return { mediaId, partSize, ...addressed(context, mediaId, numbers) };
};

const addressed = ({ links }: Context, mediaId: string, numbers: readonly number[]) => ({
  parts: numbers.map((number) => ({ number, url: links.uploadPart(mediaId, number).url })),
  expiresIn: links.uploadPart(mediaId, 1).expiresInSeconds,
});
