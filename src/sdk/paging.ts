import { endpoints } from './endpoints.generated.ts';
import type { RequestInput, Send } from './transport.ts';
import type { Calls } from './types.generated.ts';

/** Lists that come in pages: the field with the items, and how the next page is asked for. */
export const paged = {
  'posts.list': ['posts', 'page'],
  'postAnalytics.get': ['posts', 'page'],
  'analytics.pins': ['pins', 'page'],
  'pins.list': ['pins', 'cursor'],
  'pins.changes': ['changes', 'cursor'],
  'pins.batches': ['batches', 'cursor'],
  'audit.list': ['entries', 'before'],
  'logs.list': ['logs', 'skip'],
  'webhooks.logs': ['logs', 'skip'],
  'media.list': ['media', 'offset'],
} as const;

type PagedName = keyof typeof paged;
type ItemOf<Answer, Field extends string> =
  Answer extends Record<Field, readonly (infer Item)[]> ? Item : never;
type Item<Key extends PagedName> = ItemOf<Calls[Key]['output'], (typeof paged)[Key][0]>;
type Filter<Key extends PagedName> = Omit<
  Calls[Key]['input'],
  'page' | 'cursor' | 'before' | 'skip' | 'offset'
>;

/** Reads a whole list, a page at a time, and only as far as it is looked at. What is added meanwhile may be missed. */
export type Each = <Key extends PagedName>(
  name: Key,
  filter?: Filter<Key>,
  options?: { signal?: AbortSignal },
) => AsyncIterable<Item<Key>>;

interface Page {
  [field: string]: unknown;
  pagination?: { page?: number; pages?: number; hasMore?: boolean };
  nextCursor?: string | null;
}
type Place = string | number | undefined;

export const createEach = (send: Send): Each =>
  async function* each(name, filter = {} as never, { signal } = {}) {
    const [method, path] = endpoints[name];
    const [field, way] = paged[name];
    let place: Place | null =
      way === 'page' ? 1 : way === 'cursor' || way === 'before' ? undefined : 0;
    while (place !== null) {
      const query: NonNullable<RequestInput['query']> = {
        ...(filter as RequestInput['query']),
        [way]: place,
      };
      const page: Page = await send<Page>({
        method,
        path,
        query,
        repetition: 'read',
        ...(signal && { signal }),
      });
      const items = page[field] as never[]; // As the table above says of this list.
      yield* items;
      place = items.length === 0 ? null : nextPlace(way, place, page, items.length);
    }
  };

/** Where the next page begins; null: there is none. */
function nextPlace(way: string, place: Place, page: Page, count: number): Place | null {
  const { pagination, nextCursor = null } = page;
  switch (way) {
    case 'page':
      return Number(place) < (pagination?.pages ?? 0) ? Number(place) + 1 : null;
    case 'skip':
      return pagination?.hasMore ? Number(place) + count : null;
    case 'offset':
      return Number(place) + count; // The last page is followed by an empty one.
    default:
      return nextCursor;
  }
}
