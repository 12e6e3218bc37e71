import { Readable } from 'node:stream';
import { z } from 'zod';
import { Id, profileId } from './values.ts';

/** An uploaded or fetched file. `width` to `fingerprint` are null until the bytes were read. */
export const Media = z
  .object({
    id: Id,
    profileId: Id.describe('The workspace it belongs to.'),
    status: z.enum(['awaiting_upload', 'ready']),
    kind: z.enum(['image', 'video']).nullable(),
    filename: z.string().nullable(),
    contentType: z.string().nullable(),
    bytes: z.int().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    dominantColor: z.string().nullable(),
    durationSeconds: z.number().nullable().describe('Of a video.'),
    url: z.string(),
    notes: z.array(z.string()).describe('What was changed to make the file fit, in words.'),
    createdAt: z.string(),
  })
  .meta({ id: 'Media' });
export type Media = z.output<typeof Media>;

/** Content types of Zernio's API and the further image kinds Linchpin converts. */
export const uploadContentTypes = [
  'image/jpeg',
  'image/jpg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/heic',
  'image/heif',
  'image/tiff',
  'image/bmp',
  'video/mp4',
  'video/quicktime',
  'video/x-m4v',
  'application/octet-stream',
] as const;

/** A media type without its case and its parameters, `image/JPEG; charset=binary` for one. */
export function readMediaType(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('contentType' in body)) return body;
  const { contentType } = body;
  if (typeof contentType !== 'string') return body;
  return { ...body, contentType: contentType.split(';')[0]?.trim().toLowerCase() };
}

export const PresignMediaInput = z.object({
  profileId,
  filename: z.string().min(1).max(255),
  contentType: z.enum(uploadContentTypes),
  size: z.int().min(1).optional().describe('Bytes.'),
});

/** Where to PUT the bytes (no Authorization header), and the id and address the file will have. */
export const PresignedUpload = z
  .object({
    uploadUrl: z.string(),
    publicUrl: z.string(),
    key: z.string(),
    mediaId: Id,
    expiresIn: z.int().describe('Seconds.'),
  })
  .meta({ id: 'PresignedUpload' });
export type PresignedUpload = z.output<typeof PresignedUpload>;

export const StartDirectUploadInput = z.object({
  profileId,
  filename: z.string().min(1).max(255),
  contentType: z.enum(uploadContentTypes),
  size: z.int().min(1).describe('Bytes.'),
});

/** Where to PUT the bytes of one file, without an Authorization header, before the upload is completed. */
export const DirectUploadSlot = z
  .object({
    mediaId: Id,
    uploadUrl: z.string(),
    headers: z.record(z.string(), z.string()).describe('To be sent along as they are.'),
    expiresIn: z.int().describe('Seconds.'),
  })
  .meta({ id: 'DirectUploadSlot' });

export const CompleteDirectUploadInput = z.object({ mediaId: z.string() });

export const DirectUpload = z
  .object({
    url: z.string(),
    filename: z.string(),
    contentType: z.string(),
    size: z.int().describe('Bytes.'),
    media: Media,
  })
  .meta({ id: 'DirectUpload' });
export type DirectUpload = z.output<typeof DirectUpload>;

const file = z.instanceof(Readable);

/** A file in one request. A door reads it off the wire as a stream, so that memory stays constant. */
export const UploadMediaInput = z.object({
  profileId,
  file,
  filename: z.string().max(255).default('file'),
  contentType: z.string().optional(),
});

/** The bytes of a presigned upload. */
export const ReceiveMediaInput = z.object({ mediaId: z.string(), file });

export const ListMediaInput = z.object({
  profileId,
  kind: z.enum(['image', 'video']).optional(),
  used: z.stringbool().optional().describe('true: some post shows it; false: none does.'),
  ids: z.string().max(5_000).optional().describe('Ids, separated by commas.'),
  withPosts: z.stringbool().optional().describe('Also names the posts that show each.'),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
const MediaUse = z.object({ postId: Id, createdAt: z.string(), updatedAt: z.string() });
export const ListedMedia = Media.extend({
  posts: z.array(MediaUse).optional().describe('Absent: not asked for.'),
}).meta({ id: 'ListedMedia' });
export type ListedMedia = z.output<typeof ListedMedia>;
export const MediaList = z.object({ media: z.array(ListedMedia) }).meta({ id: 'MediaList' });

export const MediaIdInput = z.object({ mediaId: z.string() });

export const FetchMediaInput = z.object({
  profileId,
  url: z.string().describe('Of the file itself, on the public web.'),
});
