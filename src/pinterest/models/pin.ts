/** Image types that Pinterest takes as bytes [OpenAPI 5.23.0 ContentType]. */
export type ImageContentType = 'image/jpeg' | 'image/png';

/** Pinterest downloads the image itself. */
export interface ImageUrlSource {
  source_type: 'image_url';
  url: string;
  is_standard?: boolean;
}

/** The image as base64, without a `data:` prefix or line breaks. */
export interface ImageBase64Source {
  source_type: 'image_base64';
  content_type: ImageContentType;
  data: string;
  is_standard?: boolean;
}

export interface CarouselItemText {
  title?: string;
  description?: string;
  link?: string;
}

/** A carousel of 2 to 5 images that Pinterest downloads. */
export interface MultipleImageUrlsSource {
  source_type: 'multiple_image_urls';
  items: (CarouselItemText & { url: string })[];
  /** Position of the cover, from 0. */
  index?: number;
}

/** A carousel of 2 to 5 images as base64. */
export interface MultipleImageBase64Source {
  source_type: 'multiple_image_base64';
  items: (CarouselItemText & { content_type: ImageContentType; data: string })[];
  /** Position of the cover, from 0. */
  index?: number;
}

/** An uploaded video. Pinterest refuses it with 400 unless one of the covers is given. */
export type VideoSource = {
  source_type: 'video_id';
  media_id: string;
  is_standard?: boolean;
} & (
  | { cover_image_url: string }
  | { cover_image_content_type: ImageContentType; cover_image_data: string }
  /** Seconds from the start; beyond the end means the last frame. */
  | { cover_image_key_frame_time: number }
);

export type MediaSource =
  | ImageUrlSource
  | ImageBase64Source
  | MultipleImageUrlsSource
  | MultipleImageBase64Source
  | VideoSource;

/** Since 5.28. Leave the field out when there is nothing to disclose: an empty list is refused. */
export interface AiDisclosures {
  values: ('AI_MODIFIED' | 'SYNTHETIC_PERFORMER')[];
}

/** Body of POST /pins: title ≤ 100, description ≤ 800, link ≤ 2048, alt_text ≤ 500 characters. */
export interface PinCreate {
  board_id: string;
  media_source: MediaSource;
  board_section_id?: string | null;
  title?: string | null;
  description?: string | null;
  link?: string | null;
  alt_text?: string | null;
  /** `#RRGGBB` */
  dominant_color?: string | null;
  parent_pin_id?: string | null;
  ai_disclosures?: AiDisclosures;
}

/** Body of PATCH /pins/{pin_id}, which Pinterest refuses to many apps (401 code 3). */
export interface PinUpdate {
  board_id?: string;
  board_section_id?: string | null;
  title?: string | null;
  description?: string | null;
  link?: string | null;
  alt_text?: string | null;
  carousel_slots?: CarouselItemText[];
  ai_disclosures?: AiDisclosures;
}

/** Body of POST /pins/{pin_id}/save; without a board it goes to the profile. */
export interface PinSave {
  board_id?: string | null;
  board_section_id?: string | null;
}

export interface PinImage {
  url?: string;
  width?: number | null;
  height?: number | null;
}

/** Keys are `150x150`, `400x300`, `600x`, `1200x`. */
export type PinImages = Record<string, PinImage | undefined>;

export interface PinMediaItem {
  item_type?: string;
  title?: string | null;
  description?: string | null;
  link?: string | null;
  images?: PinImages;
  cover_image_url?: string;
  video_url?: string | null;
  /** Seconds or ms: Pinterest does not say. */
  duration?: number | null;
  width?: number | null;
  height?: number | null;
}

/** Width, height and duration of a new video are null for a while. */
export interface PinMedia extends Omit<
  PinMediaItem,
  'item_type' | 'title' | 'description' | 'link'
> {
  media_type: 'image' | 'video' | 'multiple_images' | 'multiple_videos' | 'multiple_mixed';
  items?: PinMediaItem[];
}

export interface PinMetrics {
  '90d'?: Record<string, number>;
  lifetime_metrics?: Record<string, number>;
}

/** A Pin as Pinterest returns it. Its page is `https://www.pinterest.com/pin/{id}/`. */
export interface Pin {
  id: string;
  /** UTC, also when it carries no zone (`2024-08-15T05:49:03`). */
  created_at?: string;
  board_id?: string | null;
  board_section_id?: string | null;
  board_owner?: { username?: string };
  title?: string | null;
  description?: string | null;
  link?: string | null;
  alt_text?: string | null;
  dominant_color?: string | null;
  /** For example REGULAR, VIDEO, CAROUSEL; a new video can be REGULAR for a while. */
  creative_type?: string | null;
  media?: PinMedia | null;
  parent_pin_id?: string | null;
  is_owner?: boolean;
  is_standard?: boolean;
  has_been_promoted?: boolean;
  pin_metrics?: PinMetrics | null;
  ai_disclosures?: AiDisclosures | null;
}
