import type { ImageContentType, PinCreate } from '../pinterest/index.ts';
import type { PinRow } from '../store/index.ts';

/** The image as it is sent: bytes that were decoded and repaired when the post was accepted. */
export interface PinImage {
  data: Buffer;
  contentType: ImageContentType;
  dominantColor: string | null;
}

/** What `POST /pins` is asked for. Absent fields stay absent: Pinterest refuses some empty ones. */
export function pinBody(pin: PinRow, image: PinImage): PinCreate {
  const color = pin.dominantColor ?? image.dominantColor;
  return {
    board_id: pin.boardId,
    ...(pin.sectionId !== null && { board_section_id: pin.sectionId }),
    ...(pin.title && { title: pin.title }),
    ...(pin.description && { description: pin.description }),
    ...(pin.link && { link: pin.link }),
    ...(pin.altText && { alt_text: pin.altText }),
    ...(color && { dominant_color: color }),
    media_source: {
      source_type: 'image_base64',
      content_type: image.contentType,
      data: image.data.toString('base64'),
    },
  };
}
