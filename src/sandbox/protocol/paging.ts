import { errors } from './errors.ts';

export interface Page<T> {
  items: T[];
  bookmark: string | null;
}

export interface PageQuery {
  bookmark?: string | undefined;
  page_size: number;
}

/**
 * One page of `items`, which must be sorted by `keyOf` in `order`.
 * The bookmark holds the last key seen, so items that come or go between two reads neither repeat
 * nor hide others.
 */
export function page<T>(
  items: readonly T[],
  query: PageQuery,
  keyOf: (item: T) => string,
  order: 'newest' | 'oldest',
): Page<T> {
  const after = !query.bookmark ? undefined : readBookmark(query.bookmark);
  const rest =
    after === undefined
      ? items
      : items.filter((item) => (order === 'newest' ? keyOf(item) < after : keyOf(item) > after));
  const shown = rest.slice(0, query.page_size);
  const last = shown.at(-1);
  const more = rest.length > shown.length && last !== undefined;
  return { items: shown, bookmark: more ? writeBookmark(keyOf(last)) : null };
}

const PREFIX = 'after:';

function writeBookmark(key: string): string {
  return Buffer.from(PREFIX + key).toString('base64url');
}

function readBookmark(bookmark: string): string {
  const text = Buffer.from(bookmark, 'base64url').toString();
  if (!text.startsWith(PREFIX)) throw errors.invalidRequest('bookmark is not valid');
  return text.slice(PREFIX.length);
}
