import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { uploadWorkspace } from '../within.ts';
import { announceMedia } from './announce.ts';

export const presignMedia = implement('media.presign', {
  scope: 'media:write',
  within: uploadWorkspace,
  run: async (context, input) =>
    answer(context, await announceMedia(context, input), input.filename),
  repeat: (context, mediaId, { filename }) => Promise.resolve(answer(context, mediaId, filename)),
});

function answer({ links }: Context, id: string, filename: string) {
  const upload = links.upload(id);
  return {
    uploadUrl: upload.url,
    publicUrl: links.media({ id, filename }),
    key: id,
    mediaId: id,
    expiresIn: upload.expiresInSeconds,
  };
}
