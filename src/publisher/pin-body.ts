import type {
  CarouselItemText,
  ImageContentType,
  MediaSource,
  PinCreate,
  VideoSource,
} from '../pinterest/index.ts';
import type { PinRow } from '../store/index.ts';

/** An image as it is sent: bytes that were decoded and repaired when the post was accepted. */
export interface PinImage {
  data: Buffer;
  contentType: ImageContentType;
  dominantColor: string | null;
}

/** Everything a create request carries besides its words. */
export type PinMedia =
  | { kind: 'image'; image: PinImage }
  | { kind: 'carousel'; images: PinImage[] }
  | { kind: 'animation'; url: string }
  | { kind: 'video'; uploadId: string; cover: PinImage | null };

/** What `POST /pins` is asked for. Absent fields stay absent: Pinterest refuses some empty ones. */
export function pinBody(pin: PinRow, media: PinMedia): PinCreate {
  const color = pin.dominantColor ?? dominantColor(media);
  return {
    board_id: pin.boardId,
    ...(pin.sectionId !== null && { board_section_id: pin.sectionId }),
    ...(pin.title && { title: pin.title }),
    ...(pin.description && { description: pin.description }),
    ...(pin.link && { link: pin.link }),
    ...(pin.altText && { alt_text: pin.altText }),
    ...(color && { dominant_color: color }),
    ...(pin.parentPinId !== null && { parent_pin_id: pin.parentPinId }),
    // Since 5.28; an empty list is refused (docs/pinterest.md, Creating Pins).
    ...(pin.aiDisclosures.length > 0 && { ai_disclosures: { values: disclosures(pin) } }),
    media_source: mediaSource(pin, media),
  };
}

function mediaSource(pin: PinRow, media: PinMedia): MediaSource {
  switch (media.kind) {
    case 'image':
      return { source_type: 'image_base64', ...base64(media.image) };
    case 'carousel':
      return {
        source_type: 'multiple_image_base64',
        items: media.images.map((image, index) => ({
          ...slideText(pin.slides?.[index]),
          ...base64(image),
        })),
      };
    case 'animation':
      return { source_type: 'image_url', url: media.url };
    case 'video':
      return videoSource(pin, media.uploadId, media.cover);
  }
}

/** Pinterest refuses a video without a cover: an image, else a frame, by default the first. */
const videoSource = (pin: PinRow, media_id: string, cover: PinImage | null): VideoSource =>
  cover
    ? {
        source_type: 'video_id',
        media_id,
        cover_image_content_type: cover.contentType,
        cover_image_data: cover.data.toString('base64'),
      }
    : {
        source_type: 'video_id',
        media_id,
        cover_image_key_frame_time: Math.round(pin.coverKeyFrame ?? 0),
      };

const base64 = (image: PinImage) => ({
  content_type: image.contentType,
  data: image.data.toString('base64'),
});

const slideText = (slide: CarouselItemText | undefined): CarouselItemText => ({
  ...(slide?.title && { title: slide.title }),
  ...(slide?.description && { description: slide.description }),
  ...(slide?.link && { link: slide.link }),
});

function dominantColor(media: PinMedia): string | null {
  if (media.kind === 'image') return media.image.dominantColor;
  if (media.kind === 'carousel') return media.images[0]?.dominantColor ?? null;
  return media.kind === 'video' ? (media.cover?.dominantColor ?? null) : null;
}

const disclosures = (pin: PinRow) =>
  pin.aiDisclosures.filter((value) => value === 'AI_MODIFIED' || value === 'SYNTHETIC_PERFORMER');
