import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { getMedia, insertMedia, type MediaRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { uploadWorkspace } from '../within.ts';
import { mediaUpdate, orDiscard } from './ingest.ts';
import { presentMedia } from './present.ts';
import { receiveFile } from './receive-file.ts';

export const uploadMedia = implement('media.upload', {
  scope: 'media:write',
  within: uploadWorkspace,
  async run(context, { file, filename, contentType }) {
    const info = await receiveFile(context, { stream: file, filename, declaredType: contentType });
    const id = newId(context.clock());
    const media = await orDiscard(context, info, () =>
      context.commit({ subject: { type: 'media', id }, fileHash: info.sha256 }, (tx) =>
        insertMedia(tx, {
          id,
          workspaceId: context.workspaceId,
          filename,
          declaredType: contentType ?? null,
          ...mediaUpdate(info),
        }),
      ),
    );
    return answer(context, media);
  },
  async repeat(context, mediaId) {
    const media = await getMedia(context.store.db, mediaId);
    if (!media) throw refusal('NOT_FOUND', { field: 'mediaId' });
    return answer(context, media);
  },
});

const answer = (context: Context, media: MediaRow) => ({
  url: context.links.media(media),
  filename: media.filename ?? 'file',
  contentType: media.preparedType ?? 'application/octet-stream',
  size: media.bytes ?? 0,
  media: presentMedia(context, media),
});
