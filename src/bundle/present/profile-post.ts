import type { z } from 'zod';
import type { LivePin } from '../../contract/index.ts';
import type { ProfilePost } from '../shapes/analytics.ts';

/** A live Pin; its id is Pinterest's. */
export const presentProfilePost = (
  pin: Omit<LivePin, 'numbers'>,
): z.output<typeof ProfilePost> => ({
  id: pin.pinterestPinId,
  socialAccountId: pin.accountId,
  postId: pin.publication?.postId ?? null,
  externalId: pin.pinterestPinId,
  title: pin.title,
  description: pin.description,
  smallThumbnail: pin.coverUrl,
  thumbnail: pin.coverUrl,
  permalink: pin.url,
  extraData: { boardId: pin.boardId, boardName: pin.boardName, link: pin.link },
  subreddit: null,
  publishedAt: pin.createdAt,
  type: pin.creativeType?.includes('VIDEO') ? 'VIDEO' : 'IMAGE',
  internal: pin.publication !== null,
  importedAt: pin.firstSeenAt,
  externallyDeletedAt: pin.removedAt,
  createdAt: pin.firstSeenAt,
  updatedAt: pin.changedAt,
  deletedAt: null,
});
