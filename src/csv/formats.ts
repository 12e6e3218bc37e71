import { csvFields, type CsvField, type CsvFormat } from '../domain/csv-names.ts';

/** Columns of a file that say a thing of a Pin; of several the first that is filled in counts. */
export type CsvMapping = Partial<Record<CsvField, readonly string[]>>;

interface Format {
  /** Names that a file of this format has, one of each line. */
  marks: readonly (readonly string[])[];
  /** Names in the order in which they count, before those that any file may use. */
  own: CsvMapping;
  /** Whether times without a zone are in UTC, whatever else is the custom. */
  isUtc?: true;
  /** What separates several files in one cell. */
  separator: RegExp;
}

/** Between two addresses a comma separates; within an address or a name it may be part of it. */
const betweenAddresses = /\s*[|\n]\s*|\s*[,;]\s*(?=https?:\/\/)/i;

/** Names of columns that are understood in any file. */
const common: Record<CsvField, readonly string[]> = {
  title: ['Title', 'Pin title', 'Headline', 'Name'],
  description: ['Description', 'Pin description', 'Text', 'Content', 'Caption'],
  link: ['Link', 'Link URL', 'Destination link', 'Destination URL', 'Website', 'Source URL'],
  board: ['Pinterest board', 'Board', 'Board name', 'Board ID'],
  section: ['Section', 'Board section', 'Section name'],
  media: [
    'Media URL',
    'Media file URL',
    'Media URLs',
    'Image URL',
    'Image URLs',
    'Video URL',
    'Media',
    'Image',
    'Images',
    'Picture',
    'Video',
    'File',
    'File name',
    'Media file',
    'Media ID',
  ],
  cover: ['Thumbnail', 'Cover', 'Cover image', 'Cover image URL', 'Thumbnail URL'],
  altText: ['Alt text', 'Alternative text', 'Alt'],
  color: ['Dominant color'],
  date: [
    'Publish date',
    'Publish at',
    'Scheduled for',
    'Scheduled at',
    'Schedule date',
    'Scheduled date',
    'Scheduled time',
    'Schedule time',
    'Run at',
    'Date',
  ],
  time: ['Time', 'Publish time'],
  timezone: ['Timezone', 'Time zone', 'tz'],
  status: ['Status'],
  isDraft: ['is_draft', 'Draft'],
  publishNow: ['publish_now'],
  useQueue: ['use_queue'],
  account: ['Account', 'Account ID', 'Account name', 'Username'],
  networks: ['Platforms', 'Platform', 'Social network', 'Social networks'],
  tags: ['Keywords', 'Tags', 'Labels'],
  referenceKey: ['Reference key', 'External ID'],
};

/**
 * Pinterest: help centre, "bulk create Pins"; Zernio and bundle.social: their documents. Of Tailwind and Postiz no
 * document of a file is known: the names are those their products use for the same things.
 */
const formats: Record<CsvFormat, Format> = {
  pinterest: {
    marks: [['Pinterest board'], ['Media URL', 'Media file URL']],
    own: {},
    isUtc: true,
    separator: betweenAddresses,
  },
  bundle: {
    marks: [
      ['teamId', 'socialAccountTypes', 'postDate'],
      ['pinterestMediaUrls', 'pinterestBoardName', 'pinterestTitle'],
    ],
    own: {
      title: ['pinterestTitle'],
      description: ['pinterestDescription'],
      link: ['pinterestLink'],
      board: ['pinterestBoardName'],
      media: ['pinterestMediaUrls'],
      cover: ['pinterestThumbnail'],
      altText: ['pinterestAltText'],
      color: ['pinterestDominantColor'],
      date: ['postDate'],
      networks: ['socialAccountTypes'],
      referenceKey: ['referenceKey'],
    },
    isUtc: true,
    separator: /\s*#\s*/,
  },
  zernio: {
    marks: [
      ['platforms', 'profiles'],
      ['post_content', 'content', 'media_urls', 'mediaUrls', 'schedule_time', 'scheduledFor'],
    ],
    own: {
      title: ['pinterest_title'],
      description: ['custom_content_pinterest', 'post_content', 'content'],
      link: ['pinterest_link'],
      board: ['pinterest_board', 'pinterest_board_id'],
      media: ['custom_media_pinterest', 'media_urls', 'mediaUrls'],
      date: ['schedule_time_pinterest', 'schedule_time', 'scheduledFor'],
      timezone: ['tz', 'timezone'],
    },
    separator: betweenAddresses,
  },
  postiz: {
    marks: [
      ['integration', 'integration_id', 'integrationId', 'Channel', 'Provider'],
      ['content', 'publishDate', 'releaseURL', 'releaseUrl'],
    ],
    own: {
      description: ['content'],
      date: ['publishDate', 'date'],
      media: ['image', 'images', 'media', 'path'],
      status: ['state', 'type'],
      networks: ['providerIdentifier', 'provider', 'channel'],
      color: ['dominant_color'],
    },
    isUtc: true,
    separator: betweenAddresses,
  },
  tailwind: {
    marks: [
      ['Source URL', 'Pin URL'],
      ['Image URL', 'Media URL', 'Video URL'],
      ['Board', 'Board name', 'Boards'],
    ],
    own: {
      link: ['Source URL'],
      board: ['Board', 'Board name', 'Boards'],
      date: ['Send at', 'Scheduled for', 'Date to publish', 'Scheduled date'],
    },
    separator: betweenAddresses,
  },
  plain: { marks: [common.media], own: {}, separator: betweenAddresses },
};

/** `Pinterest_Board ` and `pinterest board` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The format whose names these columns have; null: none. */
export function recogniseFormat(columns: readonly string[]): CsvFormat | null {
  const there = new Set(columns.map(plain));
  const has = (names: readonly string[]) => names.some((name) => there.has(plain(name)));
  const order: readonly CsvFormat[] = [
    'pinterest',
    'bundle',
    'zernio',
    'postiz',
    'tailwind',
    'plain',
  ];
  return order.find((name) => formats[name].marks.every(has)) ?? null;
}

/** Which columns of a file say what. @param wanted names that count before all others */
export function mappingOf(
  format: CsvFormat,
  columns: readonly string[],
  wanted: CsvMapping = {},
): CsvMapping {
  const byName = new Map(columns.map((column) => [plain(column), column]));
  const taken = new Set(Object.values(wanted).flat());
  const entries = csvFields.map((field) => {
    const known = [...(formats[format].own[field] ?? []), ...common[field]].flatMap(
      (name) => byName.get(plain(name)) ?? [],
    );
    // A column that was named for one thing says no other.
    const free = known.filter((column) => !taken.has(column));
    return [field, [...new Set([...(wanted[field] ?? []), ...free])]] as const;
  });
  return Object.fromEntries(entries.filter(([, found]) => found.length > 0));
}

export const separatorOf = (format: CsvFormat): RegExp => formats[format].separator;
/** Whether times without a zone are in UTC by the custom of the format. */
export const isUtc = (format: CsvFormat): boolean => formats[format].isUtc === true;
