import { catalogue } from '../../domain/errors/index.ts';
import { postStatus } from '../../domain/pins/statuses.ts';
import type { Post, Target } from '../../contract/index.ts';
import type { FullPost, PinRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** A stored post as the API shows it. */
export function presentPost(context: Pick<Context, 'links'>, full: FullPost): Post {
  const { post } = full;
  const published = full.pins.flatMap((pin) => pin.publishedAt ?? []);
  return {
    _id: post.id,
    userId: post.workspaceId,
    ...(post.title !== null && { title: post.title }),
    content: post.content,
    mediaItems: full.media.map((media) => ({
      mediaId: media.id,
      type: media.kind ?? 'image',
      url: context.links.media(media),
      width: media.width,
      height: media.height,
      dominantColor: media.dominantColor,
      durationSeconds: media.video?.durationSeconds ?? null,
    })),
    platforms: full.pins.map((pin) => presentTarget(context, pin, full)),
    scheduledFor: iso(postTime(full)),
    timezone: post.timezone,
    // From the Pins shown here: the stored one was read a moment earlier, and the two must agree.
    status: postStatus(
      full.pins.map((pin) => (isUnpublished(full, pin) ? 'cancelled' : pin.status)),
    ),
    tags: post.tags,
    hashtags: post.hashtags,
    mentions: post.mentions,
    visibility: 'public',
    metadata: post.metadata,
    referenceKey: post.referenceKey,
    hiddenAt: iso(post.hiddenAt),
    createdAt: post.createdAt.toISOString(),
    updatedAt: new Date(
      Math.max(Number(post.updatedAt), ...full.pins.map((pin) => Number(pin.updatedAt))),
    ).toISOString(),
    publishedAt: iso(published.length ? new Date(Math.max(...published.map(Number))) : null),
    ...(post.queueId !== null && { queuedFromProfile: post.workspaceId, queueId: post.queueId }),
    approval: {
      required: post.requiresApproval,
      approvedBy: post.approvedBy,
      approvedAt: iso(post.approvedAt),
    },
  };
}

function presentTarget(context: Pick<Context, 'links'>, pin: PinRow, full: FullPost): Target {
  const account = full.accounts.find((row) => row.id === pin.accountId);
  const board = full.boards.find(
    (row) => row.accountId === pin.accountId && row.id === pin.boardId,
  );
  const problem = pin.problem;
  return {
    platform: 'pinterest',
    accountId: {
      _id: pin.accountId,
      platform: 'pinterest',
      username: account?.username ?? '',
      displayName: account?.displayName ?? '',
      isActive: account?.status === 'connected',
    },
    pinId: pin.id,
    ...(pin.customContent !== null && { customContent: pin.customContent }),
    ...(pin.kind !== 'save' &&
      pin.mediaIds.join() !== full.post.mediaIds.join() && { mediaIds: pin.mediaIds }),
    scheduledFor: iso(timeOf(pin)),
    platformSpecificData: {
      title: pin.title,
      boardId: pin.boardId,
      boardName: board?.name ?? null,
      boardSectionId: pin.sectionId,
      link: pin.link,
      altText: pin.altText,
      dominantColor: pin.dominantColor,
      coverMediaId: pin.coverMediaId,
      aiDisclosures: pin.aiDisclosures,
      ...(pin.slides && { slides: pin.slides.map(ownWords) }),
      ...(pin.coverKeyFrame !== null && { coverImageKeyFrameTime: pin.coverKeyFrame }),
      ...(pin.parentPinId !== null &&
        (pin.kind === 'save' ? { savePinId: pin.parentPinId } : { parentPinId: pin.parentPinId })),
    },
    status: isUnpublished(full, pin) ? 'cancelled' : targetStatus(pin),
    step: pin.step,
    heldReason: pin.heldReason?.message ?? null,
    heldReasonCode: pin.heldReason?.code ?? null,
    platformPostId: pin.pinterestPinId,
    platformPostUrl:
      pin.pinterestPinId && account ? context.links.pin(account, pin.pinterestPinId) : null,
    publishedAt: iso(pin.publishedAt),
    removedFromPlatformAt: iso(full.removals.find(({ pinId }) => pinId === pin.id)?.goneAt ?? null),
    attempts: pin.attempts,
    ...(problem && {
      errorMessage: problem.message,
      errorCode: problem.code,
      errorCategory: catalogue[problem.code].category,
      errorSource: problem.source,
      problem,
    }),
  };
}

/** The words of a slide, as they would be sent. */
const ownWords = ({ title, description, link }: NonNullable<PinRow['slides']>[number]) => ({
  ...(title !== null && { title }),
  ...(description !== null && { description }),
  ...(link !== null && { link }),
});

/** It was out and was deleted from here. Its row stays published, so that no retry sends it again. */
const isUnpublished = ({ removals }: FullPost, pin: PinRow): boolean =>
  removals.some(({ pinId, fromHere }) => fromHere && pinId === pin.id);

/** Our steps in the words of Zernio's API. */
function targetStatus(pin: PinRow): Target['status'] {
  switch (pin.status) {
    case 'draft':
    case 'scheduled':
    case 'held':
      return 'pending';
    case 'publishing':
      return pin.step === 'uploading' ? 'uploading' : 'processing';
    default:
      return pin.status;
  }
}

/** When it goes out: where the spacing rules moved it, else when it was wanted. */
const timeOf = (pin: PinRow): Date | null => pin.movedTo ?? pin.scheduledFor;

/** The time of a post all of whose Pins were moved is that of the first of them. */
function postTime({ post, pins }: FullPost): Date | null {
  const allMoved = pins.length > 0 && pins.every((pin) => pin.movedTo !== null);
  if (!allMoved || post.scheduledFor === null) return post.scheduledFor;
  return new Date(Math.min(...pins.map((pin) => Number(timeOf(pin)))));
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
