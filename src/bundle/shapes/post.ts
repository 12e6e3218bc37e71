import { z } from 'zod';
import { Network, socialAccountId, Time } from './platform.ts';
import { SocialAccount } from './social-account.ts';
import { Upload } from './upload.ts';

export const statuses = [
  'DRAFT',
  'SCHEDULED',
  'POSTED',
  'ERROR',
  'DELETED',
  'PROCESSING',
  'REVIEW',
  'RETRYING',
] as const;
export const Status = z.enum(statuses);
export type Status = z.output<typeof Status>;

/** What a Pin is made of. Lengths are checked by the rules of Pins. */
export const PinData = z
  .looseObject({
    boardName: z.string().optional().describe('The exact name of a board. Ours: or its id.'),
    boardId: z.string().optional().describe('Ours, where a name is not enough.'),
    text: z.string().nullish().describe('The title of the Pin.'),
    description: z.string().nullish(),
    uploadIds: z.array(z.string()).nullish().describe('One image or video. Ours: 2 to 5 images.'),
    thumbnail: z.string().nullish().describe('Address of the cover of a video.'),
    link: z.string().nullish(),
    altText: z.string().nullish(),
    note: z.string().max(500).nullish().describe('Kept here: Pinterest takes none by its API.'),
    dominantColor: z.string().nullish(),
    isAiGenerated: z.boolean().nullish(),
    socialAccountId,
  })
  .describe('Further fields are those of `platformSpecificData` of our own API.');
export type PinData = z.output<typeof PinData>;

export const firstComment = z.record(z.string(), z.string().nullable()).nullish();

export const CreatePost = z.object({
  teamId: z.string(),
  title: z.string().min(1).describe('What the post is called here; it is not published.'),
  referenceKey: z.string().nullish().describe('What you call it; 1 to 128 characters.'),
  postDate: z.string().describe('When it goes out; one that has passed means now.'),
  status: z.enum(['DRAFT', 'SCHEDULED']),
  socialAccountTypes: z.array(Network).min(1),
  data: z.object({ PINTEREST: PinData.nullish() }),
  firstComment,
});
export type CreatePost = z.output<typeof CreatePost>;

export const UpdatePost = CreatePost.omit({ teamId: true })
  .partial()
  .extend({ id: z.string(), title: z.string().min(1).optional() });
export type UpdatePost = z.output<typeof UpdatePost>;

const ShownPin = z.object({
  text: z.string().nullable(),
  description: z.string().nullable(),
  boardName: z.string(),
  boardId: z.string().describe('Ours.'),
  uploadIds: z.array(z.string()),
  thumbnail: z.string().nullable(),
  link: z.string().nullable(),
  altText: z.string().nullable(),
  note: z.string().nullable(),
  dominantColor: z.string().nullable(),
  isAiGenerated: z.boolean(),
});

export const VerboseError = z.object({
  code: z.string().describe("`PIN:` and Pinterest's own code, or one of docs/errors.md."),
  errorMessage: z.string(),
  userFacingMessage: z.string(),
  isTransient: z.boolean(),
  retryability: z.enum(['retryable', 'non_retryable', 'unknown']),
  httpStatus: z.int().nullable(),
  meta: z.record(z.string(), z.unknown()),
});

/** A post. One of several Pins, made elsewhere, is shown by its first one. */
export const Post = z.object({
  id: z.string(),
  teamId: z.string(),
  organizationId: z.string(),
  title: z.string(),
  referenceKey: z.string().nullable(),
  postDate: Time,
  postedDate: Time,
  status: Status,
  data: z.object({ PINTEREST: ShownPin.optional() }),
  error: z.string().nullable(),
  errors: z.object({ PINTEREST: z.string() }).nullable(),
  errorsVerbose: z.object({ PINTEREST: VerboseError }).nullable(),
  externalData: z
    .object({
      PINTEREST: z.object({
        id: z.string(),
        permalink: z.string().nullable(),
        thumbnail: z.string().nullable(),
      }),
    })
    .nullable(),
  retryCount: z.int(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: Time,
  firstComment: z.null(),
  uploads: z.array(
    z.object({
      postId: z.string(),
      uploadId: z.string(),
      createdAt: Time,
      updatedAt: Time,
      deletedAt: z.null(),
      upload: Upload,
    }),
  ),
  socialAccounts: z.array(
    z.object({
      postId: z.string(),
      socialAccountId: z.string(),
      createdAt: Time,
      updatedAt: Time,
      deletedAt: z.null(),
      socialAccount: SocialAccount,
    }),
  ),
  pins: z
    .array(
      z.object({
        id: z.string(),
        boardId: z.string(),
        boardName: z.string().nullable(),
        status: z.string(),
        externalId: z.string().nullable(),
        permalink: z.string().nullable(),
        externallyDeletedAt: Time,
      }),
    )
    .describe('Ours: every Pin of the post.'),
  warnings: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        fix: z.string(),
        path: z.array(z.union([z.string(), z.number()])),
      }),
    )
    .optional()
    .describe('Ours: what to know of a post that was accepted.'),
});
export type Post = z.output<typeof Post>;
