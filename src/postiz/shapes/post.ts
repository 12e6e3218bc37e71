import { z } from 'zod';

/** A text or nothing: clients send "" and null for what they have not. */
const text = z.string().nullish();

/** Postiz' settings of a Pin; the second half is ours. */
export const Settings = z.looseObject({
  __type: text,
  board: text.describe('The id or the exact name of a board.'),
  title: text,
  link: text,
  dominant_color: text,
  section: text.describe('Ours: the id or the exact name of a section.'),
  alt_text: text.describe('Ours.'),
  cover_image_key_frame_time: z.number().nullish().describe('Ours: second of a video.'),
  slides: z
    .array(z.object({ title: z.string(), description: z.string(), link: z.string() }).partial())
    .optional()
    .describe('Ours: own words of the images of a carousel.'),
  ai_disclosures: z.array(z.string()).optional().describe('Ours.'),
});
export type Settings = z.output<typeof Settings>;

/** Of a draft without a board: what its Pin will be made of. */
export interface Unfinished {
  integration: string;
  settings: Settings;
}

const Image = z.looseObject({
  id: text,
  path: text.describe('Address of the file.'),
  alt: text,
  thumbnail: text.describe('Of a video: its cover.'),
});

const Value = z.looseObject({
  id: text.describe('Of a post of ours: this changes it.'),
  content: z.string().default(''),
  delay: z.number().nullish(),
  image: z.array(Image).default([]),
});

const Element = z.looseObject({
  integration: z.looseObject({ id: z.string() }),
  group: text,
  settings: Settings.optional(),
  value: z.array(Value).min(1),
});
export type Element = z.output<typeof Element>;

export const CreatePosts = z.looseObject({
  type: z.enum(['draft', 'schedule', 'now', 'update']),
  date: z.string().describe('ISO 8601; without a zone it is UTC.'),
  shortLink: z.boolean().nullish().describe('Has no effect: Pinterest blocks shortened links.'),
  tags: z.array(z.looseObject({ value: z.string(), label: z.string().optional() })).default([]),
  inter: z.number().nullish().describe('Refused: posts are not repeated.'),
  creationMethod: text,
  posts: z.array(Element).min(1).max(100),
});
export type CreatePosts = z.output<typeof CreatePosts>;

export const CreatedPosts = z.array(
  z.object({
    postId: z.string(),
    integration: z.string(),
    warnings: z
      .array(z.object({ code: z.string(), message: z.string(), fix: z.string() }))
      .optional()
      .describe('Ours.'),
  }),
);

export const states = ['QUEUE', 'PUBLISHED', 'ERROR', 'DRAFT'] as const;

export const ListedPost = z.object({
  id: z.string(),
  content: z.string(),
  publishDate: z.string().describe('The planned time, also of a post that is out.'),
  actualDate: z.string().nullable().describe('When it went out.'),
  releaseURL: z.string().nullable(),
  releaseId: z.string().nullable(),
  state: z.enum(states),
  error: z.string().nullable().describe('Ours: why it was not published, or waits.'),
  intervalInDays: z.null(),
  group: z.string(),
  creationMethod: z.string(),
  settings: z.string().describe('JSON.'),
  image: z.array(z.object({ id: z.string(), path: z.string() })),
  tags: z.array(z.object({ tag: z.object({ name: z.string(), color: z.string() }) })),
  integration: z.object({
    id: z.string(),
    providerIdentifier: z.literal('pinterest'),
    name: z.string(),
    picture: z.string(),
  }),
});
export type ListedPost = z.output<typeof ListedPost>;
