import type { Post as OwnPost, ProblemBody, Target } from '../../contract/index.ts';
import { catalogue } from '../../domain/errors/index.ts';
import { publishedPin } from '../../door/index.ts';
import type { Post, Status } from '../shapes/post.ts';
import { presentAccount } from './social-account.ts';
import { organizationId } from './team.ts';
import { presentPostUpload } from './upload.ts';

/** What else a presenter needs. */
export interface PostContext {
  /** The address of a file. */
  mediaUrl(mediaId: string): string;
}

export function presentPost(context: PostContext, post: OwnPost): Post {
  const [first] = post.platforms;
  const teamId = post.userId;
  const trouble = post.platforms.find(isInTrouble);
  const problem = trouble && problemOf(trouble);
  const published = publishedPin(post);
  const row = { postId: post._id, createdAt: post.createdAt, updatedAt: post.updatedAt };
  const accounts = [...new Map(post.platforms.map((pin) => [pin.accountId._id, pin])).values()];
  return {
    id: post._id,
    teamId,
    organizationId,
    title: post.title ?? first?.platformSpecificData.title ?? '',
    referenceKey: post.referenceKey ?? null,
    postDate: post.scheduledFor ?? post.createdAt,
    postedDate: post.publishedAt,
    status: statusOf(post),
    data: first ? { PINTEREST: pinData(context, post, first) } : {},
    error: problem?.message ?? null,
    errors: problem ? { PINTEREST: problem.message } : null,
    errorsVerbose: problem ? { PINTEREST: verbose(problem) } : null,
    externalData:
      published?.platformPostId == null
        ? null
        : {
            PINTEREST: {
              id: published.platformPostId,
              permalink: published.platformPostUrl,
              thumbnail: post.mediaItems.find(({ type }) => type === 'image')?.url ?? null,
            },
          },
    retryCount: Math.max(0, ...post.platforms.map(({ attempts }) => attempts - 1)),
    createdAt: post.createdAt,
    updatedAt: post.updatedAt,
    deletedAt: post.hiddenAt ?? null,
    firstComment: null,
    uploads: post.mediaItems.map((item) => ({
      ...row,
      uploadId: item.mediaId,
      deletedAt: null,
      upload: presentPostUpload(item, teamId),
    })),
    socialAccounts: accounts.map(({ accountId: account }) => ({
      ...row,
      socialAccountId: account._id,
      deletedAt: null,
      socialAccount: presentAccount(
        {
          ...account,
          profileId: teamId,
          profilePicture: null,
          profileUrl: '',
          needsReconnection: !account.isActive,
          metadata: {
            pinterestUserId: '',
            defaultBoardId: null,
            sandbox: false,
            host: 'pinterest',
          },
        },
        null,
      ),
    })),
    pins: post.platforms.map((pin) => ({
      id: pin.pinId,
      boardId: pin.platformSpecificData.boardId,
      boardName: pin.platformSpecificData.boardName,
      status: pin.status,
      externalId: pin.platformPostId,
      permalink: pin.platformPostUrl,
      externallyDeletedAt: pin.removedFromPlatformAt,
    })),
  };
}

/** Kept equal to the filters of routes/posts.ts. */
export function statusOf(post: OwnPost): Status {
  if (post.hiddenAt) return 'DELETED';
  switch (post.status) {
    case 'draft':
      return 'DRAFT';
    case 'scheduled':
      if (post.approval.required && post.approval.approvedAt === null) return 'REVIEW';
      return post.platforms.some(isRetrying) ? 'RETRYING' : 'SCHEDULED';
    case 'publishing':
      return 'PROCESSING';
    case 'published':
      return 'POSTED';
    case 'failed':
      return 'ERROR';
    // What was out and was deleted on Pinterest was posted nevertheless; what was stopped may be planned again.
    case 'partial':
      return post.platforms.every(wasOut) ? 'POSTED' : 'ERROR';
    case 'cancelled':
      return post.platforms.some(wasOut) ? 'POSTED' : 'DRAFT';
  }
}

const wasOut = ({ platformPostId }: Target): boolean => platformPostId !== null;

const isRetrying = ({ status, heldReason, attempts }: Target): boolean =>
  status === 'pending' && (heldReason !== null || attempts > 0);

const isInTrouble = (pin: Target): boolean => pin.status === 'failed' || pin.heldReason !== null;

type Trouble = Pick<ProblemBody, 'code' | 'message' | 'fix' | 'retryable' | 'details'>;

/** Why a Pin failed, or is held. */
function problemOf({ problem, heldReason, heldReasonCode, errorMessage }: Target): Trouble {
  if (problem) return problem;
  const entry = Object.entries(catalogue).find(([code]) => code === heldReasonCode)?.[1];
  return {
    code: heldReasonCode ?? 'UNKNOWN',
    message: heldReason ?? errorMessage ?? 'Failed',
    fix: entry?.fix ?? '',
    retryable: true,
  };
}

function verbose({ code, message, fix, retryable, details }: Trouble) {
  // As problems that Pinterest answered with have it; another kind of problem has none.
  const { code: pinterestCode, status } = (details?.['pinterest'] ?? {}) as {
    code?: unknown;
    status?: unknown;
  };
  return {
    code: typeof pinterestCode === 'number' ? `PIN:${pinterestCode}` : code,
    errorMessage: message,
    userFacingMessage: fix === '' ? message : `${message} ${fix}`,
    isTransient: retryable,
    retryability: retryable ? ('retryable' as const) : ('non_retryable' as const),
    httpStatus: typeof status === 'number' ? status : null,
    meta: { code, fix, ...details },
  };
}

function pinData({ mediaUrl }: PostContext, post: OwnPost, pin: Target) {
  const data = pin.platformSpecificData;
  const { note } = post.metadata;
  return {
    text: data.title,
    description: pin.customContent ?? post.content,
    boardName: data.boardName ?? data.boardId,
    boardId: data.boardId,
    uploadIds: post.mediaItems.map(({ mediaId }) => mediaId),
    thumbnail: data.coverMediaId ? mediaUrl(data.coverMediaId) : null,
    link: data.link,
    altText: data.altText,
    note: typeof note === 'string' ? note : null,
    dominantColor: data.dominantColor,
    isAiGenerated: (data.aiDisclosures ?? []).length > 0,
  };
}
