import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { uploadWorkspace } from '../within.ts';
import { announceMedia } from './announce.ts';

export const startDirectUpload = implement('media.startDirectUpload', {
  scope: 'media:write',
  within: uploadWorkspace,
  run: async (context, input) =>
    slot(context, await announceMedia(context, input), input.contentType),
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
