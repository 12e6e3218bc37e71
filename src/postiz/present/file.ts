import { z } from 'zod';
import type { Media } from '../../contract/index.ts';

export const File = z.object({
  id: z.string(),
  name: z.string(),
  originalName: z.string().nullable(),
  path: z.string().describe('Its address, which ends as files of its kind do.'),
  thumbnail: z.string().nullable(),
  alt: z.null(),
});

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
};

/** Clients look at the ending of an address to know an image from a video. */
export function addressOf({ url, kind, contentType }: Pick<Media, 'url' | 'kind' | 'contentType'>) {
  const known = /\.(jpe?g|png|gif|webp|avif|bmp|tiff|mp4|mov)$/i.test(url);
  const ending = endings[contentType ?? ''] ?? (kind === 'video' ? 'mp4' : 'jpg');
  return known ? url : `${url}.${ending}`;
}

export function presentFile(media: Media): z.output<typeof File> {
  const path = addressOf(media);
  return {
    id: media.id,
    name: path.slice(path.lastIndexOf('/') + 1),
    originalName: media.filename,
    path,
    thumbnail: null,
    alt: null,
  };
}
