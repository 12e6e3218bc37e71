import type { LivePin } from '../../contract/index.ts';
import type { AccountRow, LivePin as StoredLivePin } from '../../store/index.ts';
import type { Links } from '../context.ts';

/** A live Pin as the API shows it. */
export const presentLivePin = (
  pin: StoredLivePin,
  account: Pick<AccountRow, 'host'>,
  links: Links,
): LivePin => ({
  pinterestPinId: pin.pinterestPinId,
  accountId: pin.accountId,
  url: links.pin(account, pin.pinterestPinId),
  boardId: pin.boardId,
  boardName: pin.boardName,
  sectionId: pin.sectionId,
  sectionName: pin.sectionName,
  title: pin.title,
  description: pin.description,
  link: pin.link,
  linkDomain: pin.linkDomain,
  altText: pin.altText,
  creativeType: pin.creativeType,
  mediaType: pin.media.type ?? null,
  width: pin.media.width ?? null,
  height: pin.media.height ?? null,
  slides: pin.media.slides ?? [],
  coverUrl: pin.coverUrl,
  parentPinterestPinId: pin.parentPinterestPinId,
  isOwner: pin.isOwner,
  hasBeenPromoted: pin.hasBeenPromoted,
  createdAt: pin.createdAt?.toISOString() ?? null,
  firstSeenAt: pin.firstSeenAt.toISOString(),
  changedAt: pin.changedAt.toISOString(),
  removedAt: pin.goneAt?.toISOString() ?? null,
  publication: pin.publication,
  numbers: numbersOf(pin),
});

/** Numbers that a later reading found unchanged are not stored again: they are as of that reading. */
function numbersOf({ lifetime, rolling90d, numbersAt, readAt, goneAt }: StoredLivePin) {
  if (numbersAt === null) return null;
  const confirmedAt = goneAt === null && readAt !== null && readAt > numbersAt ? readAt : numbersAt;
  return { lifetime, rolling90Days: rolling90d, asOf: confirmedAt.toISOString() };
}
