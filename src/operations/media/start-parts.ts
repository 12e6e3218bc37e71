import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofMedia, uploadWorkspace } from '../within.ts';
import { announceMedia, requireAwaited } from './announce.ts';
import { requireMedia } from './get.ts';

/** Bytes of a part: 64 MB, as in bundle.social's API. */
export const partSize = 64 * 1024 * 1024;

export const startParts = implement('media.startParts', {
  scope: 'media:write',
  within: uploadWorkspace,
  run: async (context, input) => slot(context, await announceMedia(context, input), input.size),
  repeat: (context, mediaId, { size }) => Promise.resolve(slot(context, mediaId, size)),
});

export const signParts = implement('media.signParts', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId, numbers }) {
    requireAwaited(await requireMedia(context, mediaId));
    return addressed(context, mediaId, numbers);
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
