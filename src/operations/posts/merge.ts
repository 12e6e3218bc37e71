import type { CreatePostInput, TargetInput, UpdatePostInput } from '../../contract/index.ts';
import { defaultTitle } from '../../domain/pins/rules.ts';
import { zoneNamedIn } from '../../domain/time/schedule.ts';
import type { PinRow, PostRow } from '../../store/index.ts';

/** Fields that only say when, or are notes of the person: with nothing else there is nothing to check again. */
const besideContent: readonly (keyof UpdatePostInput)[] = [
  'postId',
  'publishNow',
  'scheduledFor',
  'timezone',
  'isDraft',
  'queuedFromProfile',
  'queueId',
  'fanOut',
  'requiresApproval',
  'allowDuplicate',
  'ignoreSpacing',
  'ifPast',
  'tags',
  'hashtags',
  'mentions',
  'metadata',
  'referenceKey',
  'recycling',
];

/** Whether a change touches what Pinterest would be sent. New boards for one content do, times do not. */
export const changesContent = (patch: UpdatePostInput): boolean =>
  patch.fanOut?.boards !== undefined ||
  Object.entries(patch).some(
    ([name, value]) => value !== undefined && !besideContent.some((field) => field === name),
  );

/** Whether a change gives the post a time, as a whole. */
export const changesTime = (patch: UpdatePostInput): boolean =>
  patch.publishNow === true ||
  patch.scheduledFor !== undefined ||
  patch.queuedFromProfile !== undefined ||
  patch.fanOut !== undefined;

/**
 * The post as it would have to be sent to become what the change asks for, so that the one validator can judge it.
 * A draft stays one unless the change says otherwise: a time alone does not publish it, as in Zernio's API.
 * @param pins those that may still change, in order.
 */
export function mergeUpdate(
  patch: UpdatePostInput,
  post: PostRow,
  pins: readonly PinRow[],
): CreatePostInput {
  const { postId: _, referenceKey: __, ...given } = patch;
  const queued = patch.queuedFromProfile !== undefined && patch.scheduledFor === undefined;
  const publishes = patch.publishNow === true || queued;
  const isDraft = patch.isDraft ?? (post.status === 'draft' && !publishes);
  const newMedia = patch.mediaItems !== undefined || patch.mediaIds !== undefined;
  return {
    content: post.content,
    ...(post.title !== null && { title: post.title }),
    timezone: zoneNamedIn(patch.scheduledFor) ?? post.timezone,
    tags: post.tags,
    hashtags: post.hashtags,
    mentions: post.mentions,
    metadata: post.metadata,
    requiresApproval: post.requiresApproval,
    ...(!newMedia && { mediaIds: post.mediaIds }),
    ...(post.scheduledFor && !publishes && { scheduledFor: post.scheduledFor.toISOString() }),
    platforms: pins.map((pin) => targetOf(pin, post, newMedia, changesTime(patch))),
    ...given,
    isDraft,
  };
}

/** A stored Pin as the target that would make it. What it has from the post is left to the post. */
function targetOf(pin: PinRow, post: PostRow, newMedia: boolean, newTime: boolean): TargetInput {
  const description = pin.customContent ?? post.content;
  const inherited = [post.title, defaultTitle(description)].includes(pin.title);
  const ownTime =
    pin.scheduledFor !== null && Number(pin.scheduledFor) !== Number(post.scheduledFor);
  const ownMedia = pin.kind !== 'save' && pin.mediaIds.join() !== post.mediaIds.join();
  return {
    platform: 'pinterest',
    accountId: pin.accountId,
    ...(pin.customContent !== null && { customContent: pin.customContent }),
    ...(ownMedia && !newMedia && { mediaIds: pin.mediaIds }),
    // A Pin that failed at a time of its own takes the new time of the post.
    ...(ownTime &&
      !(newTime && ['failed', 'cancelled'].includes(pin.status)) && {
        scheduledFor: pin.scheduledFor?.toISOString(),
      }),
    platformSpecificData: {
      boardId: pin.boardId,
      boardSectionId: pin.sectionId,
      link: pin.link,
      ...(pin.title !== null && !inherited && { title: pin.title }),
      // An alt text describes the picture it was written for.
      ...(pin.altText !== null && !newMedia && { altText: pin.altText }),
      ...(pin.dominantColor !== null && !newMedia && { dominantColor: pin.dominantColor }),
      ...(pin.slides && !newMedia && { slides: pin.slides }),
      ...(pin.coverMediaId !== null && !newMedia && { coverMediaId: pin.coverMediaId }),
      ...(pin.coverKeyFrame !== null && !newMedia && { coverImageKeyFrameTime: pin.coverKeyFrame }),
      ...(pin.aiDisclosures.length > 0 && {
        aiDisclosures: pin.aiDisclosures.filter(isDisclosure),
      }),
      ...(pin.parentPinId !== null &&
        (pin.kind === 'save' ? { savePinId: pin.parentPinId } : { parentPinId: pin.parentPinId })),
    },
  };
}

const isDisclosure = (text: string): text is 'AI_MODIFIED' | 'SYNTHETIC_PERFORMER' =>
  text === 'AI_MODIFIED' || text === 'SYNTHETIC_PERFORMER';
