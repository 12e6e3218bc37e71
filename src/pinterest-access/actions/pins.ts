import type { LivePinMedia, LivePinSnapshot } from '../../store/index.ts';
import {
  PinterestError,
  type Page,
  type Pin,
  type PinImages,
  type PinMedia,
  type PinMediaItem,
  type PinterestClient,
} from '../../pinterest/index.ts';
import { parsePinMetrics } from './pin-numbers.ts';

/** One page of a list of Pins. `bookmark` leads to the next one; null: this was the last. */
export interface LivePinPage {
  pins: LivePinSnapshot[];
  bookmark: string | null;
}

/** Pinterest's own filters of the Pins of an account. */
export interface AccountPinsQuery {
  pin_filter?: 'exclude_native' | 'exclude_repins' | 'has_been_promoted';
  include_protected_pins?: boolean;
  pin_type?: 'PRIVATE';
  creative_types?: string[];
}

/** A page of a board, its sections included, with the numbers of each Pin. @throws PinterestError */
export const readBoardPins = async (
  client: PinterestClient,
  boardId: string,
  bookmark: string | null,
): Promise<LivePinPage> =>
  pageOf(await client.boards.listPins(boardId, { pin_metrics: true }).page(bookmark ?? undefined));

/**
 * A page of the account's Pins on any board, with their numbers. With types and protected Pins together Pinterest is
 * slow: read boards instead. @throws PinterestError
 */
export const readAccountPins = async (
  client: PinterestClient,
  query: AccountPinsQuery,
  bookmark: string | null,
): Promise<LivePinPage> =>
  pageOf(await client.pins.list({ ...query, pin_metrics: true }).page(bookmark ?? undefined));

/**
 * A Pin with its numbers.
 * @returns `gone`: there is none of this id; `refused`: this connection may not see it.
 */
export async function lookForPin(
  client: PinterestClient,
  pinterestPinId: string,
): Promise<LivePinSnapshot | 'gone' | 'refused'> {
  try {
    return pinFacts(await client.pins.get(pinterestPinId, { pin_metrics: true }));
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    if (error.kind === 'not_found') return 'gone';
    if (error.kind === 'permission') return 'refused';
    throw error;
  }
}

const pageOf = ({ items, bookmark }: Page<Pin>): LivePinPage => ({
  pins: items.map(pinFacts),
  bookmark,
});

/** What Pinterest says of a Pin, in our words. */
export const pinFacts = (pin: Pin): LivePinSnapshot => ({
  id: pin.id,
  boardId: pin.board_id ?? null,
  sectionId: pin.board_section_id ?? null,
  title: pin.title ?? null,
  description: pin.description ?? null,
  link: pin.link ?? null,
  altText: pin.alt_text ?? null,
  media: mediaFacts(pin.media),
  creativeType: pin.creative_type ?? null,
  coverUrl: coverOf(pin.media),
  parentPinId: pin.parent_pin_id ?? null,
  isOwner: pin.is_owner ?? null,
  hasBeenPromoted: pin.has_been_promoted ?? null,
  createdAt: readTime(pin.created_at),
  ...parsePinMetrics(pin.pin_metrics),
});

/** Largest first; what is shown in a list is the smallest that is not cut to a square. */
const sizes = ['1200x', '600x', '400x300', '150x150'] as const;
const coverSizes = ['400x300', '600x', '1200x', '150x150'] as const;

function mediaFacts(media: PinMedia | null | undefined): LivePinMedia {
  const images = media?.images ?? media?.items?.[0]?.images;
  const largest = sizes.map((size) => images?.[size]).find((image) => image?.width && image.height);
  return {
    ...(media && { type: media.media_type }),
    ...(largest?.width && largest.height && { width: largest.width, height: largest.height }),
    ...(media?.items && { slides: media.items.map(slideFacts) }),
  };
}

const slideFacts = ({ title = null, description = null, link = null }: PinMediaItem) => ({
  title,
  description,
  link,
});

function coverOf(media: PinMedia | null | undefined): string | null {
  const [first] = media?.items ?? [];
  return (
    smallest(media?.images) ??
    media?.cover_image_url ??
    smallest(first?.images) ??
    first?.cover_image_url ??
    null
  );
}

const smallest = (images: PinImages | undefined): string | undefined =>
  coverSizes.flatMap((size) => images?.[size]?.url ?? [])[0];

/** Pinterest's times are UTC, with or without a zone. */
function readTime(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}
