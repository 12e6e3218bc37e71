import { followersOfCurve, monthlyViews } from '../numbers/account-state.ts';
import type { Board, Pin, StoredImage, User } from '../state/entities.ts';
import { creativeType } from './creative-type.ts';
import { wirePinMetrics } from './pin-reports.ts';
import { imageSizes, sizeOf } from '../media/images.ts';
import type { SandboxContext } from '../state/context.ts';

// What is sent, made from what is stored.

/** UTC without a zone, as in every recording of the live API (`2024-08-15T05:49:03`); `zonedTimes` adds the spec's. */
export function timestamp(sandbox: SandboxContext, ms: number): string {
  const naive = new Date(ms).toISOString().replace(/\.\d+Z$/, '');
  return sandbox.settings.zonedTimes ? `${naive}Z` : naive;
}

export function wireUser(sandbox: SandboxContext, user: User) {
  const boards = [...sandbox.store.all('boards')].filter((board) => board.ownerId === user.id);
  let pins = 0;
  for (const pin of sandbox.store.all('pins')) if (pin.ownerId === user.id) pins += 1;
  return {
    id: user.id,
    username: user.username,
    account_type: user.accountType,
    about: user.about,
    business_name: user.businessName,
    profile_image: `${sandbox.url}/avatar/${user.username}.svg`,
    website_url: user.websites[0]?.website ?? '',
    board_count: boards.length,
    pin_count: pins,
    follower_count: followersOf(sandbox, user).length + followersOfCurve(sandbox, user),
    following_count: user.following.length,
    monthly_views: monthlyViews(sandbox, user),
  };
}

export function followersOf(sandbox: SandboxContext, user: User): User[] {
  return [...sandbox.store.all('users')].filter((other) => other.following.includes(user.username));
}

export function wireBoard(sandbox: SandboxContext, board: Board) {
  const pins = sandbox.store.pinsOf(board.id);
  const thumbnails = pins
    .slice(-5)
    .reverse()
    .map((pin) => imageUrl(sandbox, coverOf(pin), '150x150'));
  const newest = pins.at(-1);
  return {
    id: board.id,
    created_at: timestamp(sandbox, board.createdAt),
    board_pins_modified_at: timestamp(sandbox, board.pinsModifiedAt),
    name: board.name,
    description: board.description,
    privacy: board.privacy,
    is_ads_only: board.isAdsOnly,
    collaborator_count: 0,
    follower_count: 0,
    pin_count: pins.length,
    owner: { username: sandbox.store.get('users', board.ownerId)?.username ?? '' },
    media: {
      image_cover_url: newest ? imageUrl(sandbox, coverOf(newest), '400x300') : null,
      pin_thumbnail_urls: thumbnails,
    },
  };
}

export function wirePin(sandbox: SandboxContext, pin: Pin, viewer: User, withMetrics = false) {
  const board = pin.boardId === null ? undefined : sandbox.store.get('boards', pin.boardId);
  const owner = sandbox.store.get('users', board?.ownerId ?? pin.ownerId);
  return {
    id: pin.id,
    created_at: timestamp(sandbox, pin.createdAt),
    link: pin.link,
    title: pin.title,
    description: pin.description,
    alt_text: pin.altText,
    dominant_color: pin.dominantColor,
    creative_type: creativeType(sandbox, pin),
    ...(pin.boardId === null ? {} : { board_id: pin.boardId }),
    board_section_id: pin.sectionId,
    board_owner: { username: owner?.username ?? '' },
    is_owner: pin.ownerId === viewer.id,
    is_standard: pin.isStandard,
    has_been_promoted: false,
    parent_pin_id: pin.parentPinId,
    // Not in the 5.23 document, so only a Pin that discloses something shows it.
    ...(pin.aiDisclosures && { ai_disclosures: { values: pin.aiDisclosures } }),
    pin_metrics: withMetrics ? wirePinMetrics(sandbox, pin) : null,
    media: wireMedia(sandbox, pin),
  };
}

function wireMedia(sandbox: SandboxContext, pin: Pin) {
  const { content } = pin;
  if (content.type === 'image') {
    return { media_type: 'image', images: wireImages(sandbox, content.image) };
  }
  if (content.type === 'carousel') {
    return {
      media_type: 'multiple_images',
      items: content.items.map((item) => ({
        item_type: 'image',
        title: item.title,
        description: item.description,
        link: item.link,
        images: wireImages(sandbox, item.image),
      })),
    };
  }
  const ready = content.readyAt <= sandbox.clock.elapsed();
  return {
    media_type: 'video',
    cover_image_url: imageUrl(sandbox, content.cover, '1200x'),
    video_url: ready ? `${sandbox.url}/video/${content.mediaId}` : null,
    duration: ready ? content.video.durationMs : null,
    width: ready ? content.video.width : null,
    height: ready ? content.video.height : null,
    images: wireImages(sandbox, content.cover),
  };
}

/** The picture that stands for the Pin. */
export function coverOf(pin: Pin): StoredImage {
  const { content } = pin;
  if (content.type === 'image') return content.image;
  if (content.type === 'video') return content.cover;
  const [first] = content.items;
  if (first === undefined) throw new Error(`carousel ${pin.id} has no items`);
  return first.image;
}

function wireImages(sandbox: SandboxContext, image: StoredImage) {
  return Object.fromEntries(
    imageSizes.map((size) => [
      size,
      { ...sizeOf(image, size), url: imageUrl(sandbox, image, size) },
    ]),
  );
}

export function imageUrl(
  sandbox: SandboxContext,
  image: StoredImage,
  size: (typeof imageSizes)[number],
) {
  return `${sandbox.url}/image/${size}/${image.sha256}.jpg`;
}
