import { z } from 'zod';
import { Time } from './platform.ts';

/** A file. */
export const Upload = z.object({
  id: z.string(),
  teamId: z.string().nullable(),
  organizationId: z.string(),
  iconUrl: z.string().nullable(),
  thumbnailUrl: z.string().nullable(),
  url: z.string(),
  externalLink: z.null(),
  iconPath: z.null(),
  thumbnailPath: z.null(),
  path: z.string(),
  type: z.enum(['image', 'video', 'document']),
  width: z.int().nullable(),
  height: z.int().nullable(),
  fileSize: z.int().nullable().describe('Bytes.'),
  videoLength: z.number().nullable().describe('Seconds.'),
  mime: z.string().nullable(),
  ext: z.string().nullable(),
  createdAt: Time,
  updatedAt: Time,
});
export type Upload = z.output<typeof Upload>;

export const ListedUpload = Upload.extend({
  posts: z
    .array(
      z.object({
        postId: z.string(),
        uploadId: z.string(),
        createdAt: Time,
        updatedAt: Time,
        deletedAt: z.null(),
      }),
    )
    .optional(),
});
