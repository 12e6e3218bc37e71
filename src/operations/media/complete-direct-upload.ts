import { refusal } from '../../domain/errors/index.ts';
import { fillMedia } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofMedia } from '../within.ts';
import { requireMedia } from './get.ts';
import { mediaUpdate, orDiscard } from './ingest.ts';
import { presentMedia } from './present.ts';
import { takeUpload } from './take-upload.ts';

export const completeDirectUpload = implement('media.completeDirectUpload', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId }) {
    const announced = await requireMedia(context, mediaId);
    if (announced.status === 'ready') return presentMedia(context, announced);
    const info = await takeUpload(context, announced);
    if (info === null)
      throw refusal('MEDIA_NOT_UPLOADED', { values: { filename: announced.filename ?? mediaId } });
    // Another request may have completed it first, with what lay there then.
    const filled = await orDiscard(context, info, () =>
      context.commit({ subject: { type: 'media', id: mediaId } }, (tx) =>
        fillMedia(tx, mediaId, mediaUpdate(info)),
      ),
    );
    // What stays is removed with the leftovers of uploads.
    await context.storage.direct?.discard(mediaId).catch(() => {});
    return presentMedia(context, filled ?? (await requireMedia(context, mediaId)));
  },
  repeat: async (context, mediaId) => presentMedia(context, await requireMedia(context, mediaId)),
});
