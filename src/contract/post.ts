import { z } from 'zod';
import { postStatuses } from '../domain/pins/statuses.ts';
import { ProblemBody } from './problem.ts';
import { postScheduling, schedulingFields, Timezone } from './scheduling.ts';
import { Id, Pagination } from './values.ts';

/** More than any Pin takes, so that a carousel with too many images is still refused in its own words. */
const maxMedia = 20;
/** Pins of one post, as many as `fanOut` has boards. */
const maxTargets = 100;
export const maxTags = 100;

export const MediaItemInput = z.object({
  type: z.enum(['image', 'video', 'gif', 'document']).optional(),
  url: z.string().optional(),
  mediaId: z.string().optional().describe('A file uploaded before, in place of its address.'),
  title: z.string().optional(),
  altText: z.string().optional(),
  filename: z.string().optional(),
  thumbnail: z.string().optional().describe('Of a video: the address of its cover.'),
  description: z.string().optional().describe('Of this slide of a carousel.'),
  link: z.string().optional().describe('Of this slide of a carousel.'),
});

export const SlideInput = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  link: z.string().optional(),
});

export const ratios = ['2:3', '1:1', '4:5', '9:16'] as const;
/** How images that do not fit are made to: cut, bordered, or refused. */
export const MediaFit = z.union([
  z.enum(['crop', 'pad', 'error']).transform((mode) => ({ mode, ratio: undefined })),
  z.object({ mode: z.enum(['crop', 'pad', 'error']), ratio: z.enum(ratios).optional() }),
]);

export const AiDisclosure = z.enum(['AI_MODIFIED', 'SYNTHETIC_PERFORMER']);

/** What is particular to Pinterest in one target. Lengths are checked by the Pin rules, not here. */
export const PinterestDataInput = z.looseObject({
  title: z.string().optional(),
  boardId: z.string().optional().describe('The id or the exact name of a board.'),
  boardSectionId: z.string().nullish().describe('The id or the exact name of a section.'),
  link: z.string().nullish(),
  altText: z.string().optional(),
  dominantColor: z.string().optional(),
  coverImageUrl: z.string().optional().describe('Cover of a video.'),
  coverMediaId: z.string().optional().describe('Cover of a video, uploaded before.'),
  coverImageKeyFrameTime: z
    .number()
    .min(0)
    .optional()
    .describe('Cover of a video: second of its frame.'),
  slides: z
    .array(SlideInput)
    .max(maxMedia)
    .optional()
    .describe('Own words of the images of a carousel, in order.'),
  isAiGenerated: z.boolean().optional(),
  aiDisclosures: z.array(AiDisclosure).max(10).optional(),
  parentPinId: z.string().optional().describe('The Pin on Pinterest this one comes from.'),
  savePinId: z.string().optional().describe('Saves this existing Pin to the board; no media.'),
  firstComment: z.string().optional().describe('Refused: Pinterest has no comments in its API.'),
});

export const TargetInput = z.object({
  platform: z.string().default('pinterest'),
  accountId: z.string().optional(),
  customContent: z.string().optional(),
  customMedia: z.array(MediaItemInput).max(maxMedia).optional(),
  mediaIds: z.array(z.string()).max(maxMedia).optional(),
  scheduledFor: z.string().optional(),
  firstComment: z.string().optional(),
  useDefaultBoard: z
    .boolean()
    .optional()
    .describe('false: without a board it is refused; else it goes to the default board.'),
  platformSpecificData: PinterestDataInput.default({}),
});

/** Body of `POST /posts`, after aliases were read (see aliases.ts). */
export const CreatePostInput = z.object({
  content: z.string().optional().describe('The description of the Pin.'),
  title: z.string().optional(),
  mediaItems: z.array(MediaItemInput).max(maxMedia).optional(),
  mediaIds: z.array(z.string()).max(maxMedia).optional(),
  mediaFit: MediaFit.optional(),
  platforms: z.array(TargetInput).max(maxTargets).optional(),
  publishNow: z.boolean().optional(),
  scheduledFor: z.string().optional(),
  timezone: Timezone.optional(),
  isDraft: z.boolean().optional(),
  dryRun: z
    .boolean()
    .optional()
    .describe('Checks the post as tools/validate/post does, and stores nothing.'),
  firstComment: z.string().optional(),
  tags: z.array(z.string()).max(maxTags).optional(),
  hashtags: z.array(z.string()).max(maxTags).optional(),
  mentions: z.array(z.string()).max(maxTags).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  referenceKey: z
    .string()
    .trim()
    .min(1)
    .max(128)
    .optional()
    .describe('What you call the post; no other one of the workspace may have it.'),
  ...schedulingFields,
});
export type CreatePostInput = z.output<typeof CreatePostInput>;
export type PinterestDataInput = z.output<typeof PinterestDataInput>;
export type SlideInput = z.output<typeof SlideInput>;
export type TargetInput = z.output<typeof TargetInput>;

/** One Pin of a post: the post on one board. Shape of Zernio's API, with more facts. */
export const Target = z
  .object({
    platform: z.literal('pinterest'),
    accountId: z.object({
      _id: Id,
      platform: z.literal('pinterest'),
      username: z.string(),
      displayName: z.string(),
      isActive: z.boolean(),
    }),
    pinId: Id.describe("Linchpin's id of this Pin."),
    customContent: z.string().optional(),
    mediaIds: z.array(Id).optional().describe('Its own, where they are not those of the post.'),
    scheduledFor: z.string().nullable(),
    platformSpecificData: z.object({
      title: z.string().nullable(),
      boardId: z.string(),
      boardName: z.string().nullable(),
      boardSectionId: z.string().nullable(),
      link: z.string().nullable(),
      altText: z.string().nullable(),
      dominantColor: z.string().nullable(),
      coverMediaId: z.string().nullable().optional().describe('Cover of a video.'),
      aiDisclosures: z.array(z.string()).optional(),
      slides: z.array(SlideInput).optional().describe('Own words of the images of a carousel.'),
      coverImageKeyFrameTime: z
        .number()
        .optional()
        .describe('Cover of a video: second of its frame.'),
      parentPinId: z.string().optional().describe('The Pin on Pinterest this one comes from.'),
      savePinId: z.string().optional().describe('The Pin on Pinterest that is saved to the board.'),
    }),
    status: z.enum(['pending', 'processing', 'uploading', 'published', 'failed', 'cancelled']),
    step: z
      .enum(['preparing', 'uploading', 'processing', 'creating', 'reconciling'])
      .nullable()
      .describe('What is being done right now.'),
    heldReason: z.string().nullable().describe('Why a due Pin waits.'),
    heldReasonCode: z.string().nullable().describe('Its code (docs/errors.md).'),
    platformPostId: z.string().nullable(),
    platformPostUrl: z.string().nullable(),
    publishedAt: z.string().nullable(),
    removedFromPlatformAt: z
      .string()
      .nullable()
      .describe('When the published Pin was found to be gone from Pinterest; null: it is there.'),
    attempts: z.int(),
    errorMessage: z.string().optional(),
    errorCode: z.string().optional(),
    errorCategory: z.string().optional(),
    errorSource: z.string().optional(),
    problem: ProblemBody.optional(),
  })
  .meta({ id: 'Target' });
export type Target = z.output<typeof Target>;

export const PostMediaItem = z.object({
  mediaId: Id,
  type: z.enum(['image', 'video']),
  url: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  dominantColor: z.string().nullable(),
  altText: z.string().optional(),
  durationSeconds: z.number().nullable().describe('Of a video.'),
});

export const Post = z
  .object({
    _id: Id,
    userId: Id,
    title: z.string().optional(),
    content: z.string(),
    mediaItems: z.array(PostMediaItem),
    platforms: z.array(Target),
    scheduledFor: z.string().nullable(),
    timezone: z.string(),
    status: z.enum(postStatuses),
    tags: z.array(z.string()),
    hashtags: z.array(z.string()),
    mentions: z.array(z.string()),
    visibility: z.literal('public'),
    metadata: z.record(z.string(), z.unknown()),
    referenceKey: z.string().nullable().optional(),
    hiddenAt: z.string().nullable().optional().describe('When it was hidden; else it is not.'),
    createdAt: z.string(),
    updatedAt: z.string(),
    publishedAt: z.string().nullable(),
    ...postScheduling,
  })
  .meta({ id: 'Post' });
export type Post = z.output<typeof Post>;

/** Answer to creating a post: `existingPost` when the same request id was accepted before. */
export const CreatedPost = z
  .object({
    message: z.string(),
    post: Post,
    existingPost: Post.optional(),
    error: z.string().optional(),
    platformResults: z
      .array(z.object({ platform: z.string(), status: z.string(), error: z.string().nullable() }))
      .optional(),
    warnings: z.array(ProblemBody).optional(),
  })
  .meta({ id: 'CreatedPost' });
export type CreatedPost = z.output<typeof CreatedPost>;

export const GetPostInput = z.object({ postId: z.string() });
export const PostEnvelope = z.object({ post: Post }).meta({ id: 'PostEnvelope' });

/** A filter that is misspelt would list everything, so an unknown name is refused. */
export const ListPostsInput = z.strictObject({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(10),
  offset: z.coerce.number().int().min(0).optional(),
  status: z.enum(postStatuses).optional(),
  platform: z.string().optional(),
  accountId: z.string().optional(),
  boardId: z.string().optional().describe('Posts with a Pin for this board, by its id.'),
  heldReason: z
    .string()
    .optional()
    .describe('Posts with a Pin that is held for the reason with this code, like PIN_BOARD_GONE.'),
  profileId: z.string().optional(),
  fromDate: z.string().optional(),
  toDate: z.string().optional(),
  dateFrom: z.string().optional().describe('The same as fromDate.'),
  dateTo: z.string().optional().describe('The same as toDate.'),
  source: z
    .enum(['all', 'zernio', 'late', 'external'])
    .optional()
    .describe('external: Pins made elsewhere are no posts here, so none; GET /pins lists them.'),
  createdBy: z.string().optional().describe('Has no effect: a workspace has no users.'),
  includeHidden: z.stringbool().optional().describe('Also posts that were hidden.'),
  onlyHidden: z.stringbool().optional().describe('Only posts that were hidden.'),
  referenceKey: z.string().optional().describe('The post that was given this key.'),
  statuses: z
    .string()
    .regex(new RegExp(`^(${postStatuses.join('|')})(,(${postStatuses.join('|')}))*$`), 'statuses')
    .optional()
    .describe('Several statuses, separated by commas.'),
  waitsFor: z
    .enum(['time', 'approval', 'retry'])
    .optional()
    .describe(
      'Of the scheduled posts: those that wait for their time alone, for an approval, or after an error or for what holds them.',
    ),
  search: z
    .string()
    .optional()
    .describe('In titles and descriptions; or the id of a post or of one of its Pins.'),
  sortBy: z
    .enum([
      'scheduled-desc',
      'scheduled-asc',
      'created-desc',
      'created-asc',
      'updated-desc',
      'updated-asc',
      'published-desc',
      'published-asc',
      'hidden-desc',
      'hidden-asc',
      'status',
      'platform',
    ])
    .default('scheduled-desc'),
});
export type ListPostsInput = z.output<typeof ListPostsInput>;

export const PostList = z
  .object({ posts: z.array(Post), pagination: Pagination })
  .meta({ id: 'PostList' });
export type PostList = z.output<typeof PostList>;
