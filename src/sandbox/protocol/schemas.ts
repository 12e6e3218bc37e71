import * as z from 'zod';

// The limits of the official spec 5.23.0, written by hand. Properties the spec does not know are
// ignored, as its schemas allow them.

export const numericId = z.string().regex(/^\d+$/);
const text = (max: number) => z.string().max(max).nullish();
// Pinterest's own generated Python client writes booleans as Python does.
export const flag = z
  .enum(['true', 'false', 'True', 'False'])
  .default('false')
  .transform((value) => value.toLowerCase() === 'true');

/** A whole number in a query. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const separate = (value: unknown) =>
  value === undefined ? undefined : [value].flat().join(',').split(',');

/** A list in a query, as one parameter with commas or as several of one name. */
export const listOf = <T extends z.ZodType>(item: T, max = Infinity) =>
  z.preprocess(separate, z.array(item).min(1).max(max));
export const optionalListOf = <T extends z.ZodType>(item: T, max = Infinity) =>
  z.preprocess(separate, z.array(item).min(1).max(max).optional());

export const adAccount = { ad_account_id: numericId.max(18).optional() };
const paging = {
  bookmark: z.string().optional(),
  page_size: whole(1, 250).default(25),
};
const creativeType = z.enum([
  'REGULAR',
  'VIDEO',
  'SHOPPING',
  'CAROUSEL',
  'MAX_VIDEO',
  'SHOP_THE_PIN',
  'COLLECTION',
  'IDEA',
  'SHOWCASE',
  'QUIZ',
  'COLLAGE',
  'MAX_WIDTH_REGULAR_COLLECTION',
  'MAX_WIDTH_VIDEO_COLLECTION',
]);
const creativeTypes = optionalListOf(creativeType);

export const accountQuery = z.object(adAccount);
export const pagingQuery = z.object({ ...adAccount, ...paging });
export const ownPagingQuery = z.object(paging);
export const boardPinsQuery = z.object({
  ...adAccount,
  ...paging,
  creative_types: creativeTypes,
  pin_metrics: flag,
});
export const pinQuery = z.object({ ...adAccount, pin_metrics: flag });
export const pinsQuery = z.object({
  ...adAccount,
  ...paging,
  creative_types: creativeTypes,
  pin_metrics: flag,
  include_protected_pins: flag,
  pin_type: z.enum(['PRIVATE']).optional(),
  pin_filter: z.enum(['exclude_native', 'exclude_repins', 'has_been_promoted']).optional(),
});
export const boardsQuery = z.object({
  ...adAccount,
  ...paging,
  privacy: z.enum(['ALL', 'PUBLIC', 'PROTECTED', 'SECRET', 'PUBLIC_AND_SECRET']).optional(),
});
export const searchBoardsQuery = z.object({
  ...adAccount,
  ...paging,
  query: z.string().default(''),
});
export const searchPinsQuery = z.object({
  ...adAccount,
  bookmark: z.string().optional(),
  query: z.string(),
});

export const boardParams = z.object({ board_id: numericId });
export const sectionParams = z.object({ board_id: numericId, section_id: numericId });
export const pinParams = z.object({ pin_id: numericId });
export const mediaParams = z.object({ media_id: numericId });
export const usernameParams = z.object({ username: z.string().regex(/(?!^\d+$)^.+$/) });

export const boardCreate = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']).default('PUBLIC'),
  is_ads_only: z.boolean().default(false),
});
export const boardUpdate = z.object({
  name: z.string().min(1).optional(),
  description: z.string().nullish(),
  privacy: z.enum(['PUBLIC', 'SECRET']).optional(),
});
export const sectionBody = z.object({ name: z.string().min(1).max(180) });

const contentType = z.enum(['image/jpeg', 'image/png']);
const base64 = z.string().regex(/^[a-zA-Z0-9+/=]+$/);
const isStandard = { is_standard: z.boolean().default(true) };
const carouselText = {
  title: z.string().optional(),
  description: z.string().optional(),
  link: z.string().optional(),
};
const carouselIndex = { index: z.int().min(0).optional() };

export const mediaSource = z.discriminatedUnion('source_type', [
  z.object({
    source_type: z.literal('image_base64'),
    content_type: contentType,
    data: base64,
    ...isStandard,
  }),
  z.object({ source_type: z.literal('image_url'), url: z.string(), ...isStandard }),
  z.object({
    source_type: z.literal('video_id'),
    media_id: numericId,
    cover_image_url: z.string().optional(),
    cover_image_content_type: contentType.optional(),
    cover_image_data: base64.optional(),
    cover_image_key_frame_time: z.int().min(0).optional(),
    ...isStandard,
  }),
  z.object({
    source_type: z.literal('multiple_image_base64'),
    items: z
      .array(z.object({ content_type: contentType, data: base64, ...carouselText }))
      .min(2)
      .max(5),
    ...carouselIndex,
  }),
  z.object({
    source_type: z.literal('multiple_image_urls'),
    items: z
      .array(z.object({ url: z.string(), ...carouselText }))
      .min(2)
      .max(5),
    ...carouselIndex,
  }),
  z.object({ source_type: z.literal('pin_url'), is_affiliate_link: z.boolean().default(false) }),
]);
export type MediaSource = z.output<typeof mediaSource>;

const pinText = {
  title: text(100),
  description: text(800),
  link: text(2048),
  alt_text: text(500),
  board_section_id: numericId.nullish(),
};
// The spec requires neither board_id nor media_source; the documentation and every client do.
export const pinCreate = z.object({
  ...pinText,
  board_id: numericId,
  media_source: mediaSource,
  dominant_color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullish(),
  parent_pin_id: numericId.nullish(),
  sponsor_id: numericId.nullish(),
  // Since 5.28; an empty list is reported as refused.
  ai_disclosures: z
    .object({ values: z.array(z.enum(['AI_MODIFIED', 'SYNTHETIC_PERFORMER'])).min(1) })
    .optional(),
});
export const pinUpdate = z.object({
  ...pinText,
  board_id: numericId.optional(),
  carousel_slots: z.array(z.object(carouselText)).optional(),
});
export const pinSave = z.object({
  board_id: numericId.nullish(),
  board_section_id: numericId.nullish(),
});

export const mediaCreate = z.object({ media_type: z.enum(['video']) });

export const websiteQuery = z.object({ website: z.string().min(1) });
export const websiteBody = z.object({
  website: z.string().min(1),
  verification_method: z.enum(['FILENAME', 'METATAG', 'DNSTXT']).default('METATAG'),
});
export const followBody = z.object({ auto_follow: z.boolean().default(false) });

export const tokenRequest = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    refresh_token: z.string(),
    scope: z.string().optional(),
  }),
  z.object({ grant_type: z.literal('client_credentials'), scope: z.string().min(1) }),
]);
export const revokeRequest = z.object({
  token: z.string(),
  token_type_hint: z.enum(['access_token', 'refresh_token']).optional(),
});
