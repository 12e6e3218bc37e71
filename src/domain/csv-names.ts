/** What a column of a file of posts may say of a Pin. */
export const csvFields = [
  'title',
  'description',
  'link',
  'board',
  'section',
  'media',
  'cover',
  'altText',
  'color',
  'date',
  'time',
  'timezone',
  'status',
  'isDraft',
  'publishNow',
  'useQueue',
  'account',
  'networks',
  'tags',
  'referenceKey',
] as const;
export type CsvField = (typeof csvFields)[number];

/** Whose columns a file of posts may have; `plain`: names that any file may use. */
export const csvFormats = ['pinterest', 'zernio', 'bundle', 'tailwind', 'postiz', 'plain'] as const;
export type CsvFormat = (typeof csvFormats)[number];

/** Which comes first in `03/04/2026`. */
export const dateOrders = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];
