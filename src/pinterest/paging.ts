import { call, type ApiSession } from './call.ts';
import { badAnswer, parseJson, type Answer } from './classify.ts';
import type { Endpoint, Query } from './endpoints.ts';
import type { CallOptions } from './transport.ts';

/** One page. `bookmark` is opaque; null means that this was the last one. */
export interface Page<T> {
  items: T[];
  bookmark: string | null;
}

export interface PageQuery {
  /** 1 to 250; 250 when absent, to spend as few requests as possible. */
  page_size?: number | undefined;
  /** Where to start; from an earlier page. */
  bookmark?: string | undefined;
}

/** A list that reads pages as it is iterated: `for await (const board of client.boards.list())`. */
export interface List<T> extends AsyncIterable<T> {
  /** A single page, the first unless a bookmark is given. */
  page(bookmark?: string): Promise<Page<T>>;
  /** All items, at most `limit` of them. */
  toArray(options: { limit: number }): Promise<T[]>;
}

/** A list endpoint as a {@link List}. Nothing is requested before the first page is asked for. */
export function listOf<T>(
  session: ApiSession,
  endpoint: Endpoint,
  input: { params?: Record<string, string>; query?: (Query & PageQuery) | undefined },
  options?: CallOptions,
): List<T> {
  async function page(bookmark = input.query?.bookmark): Promise<Page<T>> {
    const query = { page_size: 250, ...input.query, bookmark };
    const answer = await call(session, endpoint, { ...input, query }, options);
    return readPage<T>(endpoint, answer);
  }

  // Pages may be short, even empty, with more behind them: only the bookmark says when to stop.
  async function* items(): AsyncGenerator<T> {
    const seen = new Set<string>();
    let current = await page();
    for (;;) {
      yield* current.items;
      if (current.bookmark === null) return;
      if (seen.has(current.bookmark)) throw repeatedBookmark(endpoint);
      seen.add(current.bookmark);
      current = await page(current.bookmark);
    }
  }

  return {
    page,
    [Symbol.asyncIterator]: items,
    async toArray({ limit }) {
      const result: T[] = [];
      if (limit <= 0) return result;
      for await (const item of items()) {
        result.push(item);
        if (result.length >= limit) break;
      }
      return result;
    },
  };
}

const noAnswer: Answer = { status: 200, headers: {}, body: '', receivedAtMs: 0 };

function repeatedBookmark(endpoint: Endpoint) {
  return badAnswer(endpoint, noAnswer, 'Pinterest repeated a bookmark; the list would never end');
}

function readPage<T>(endpoint: Endpoint, answer: Answer): Page<T> {
  const value = parseJson(answer.body);
  if (!hasItems<T>(value)) {
    throw badAnswer(endpoint, answer, `Pinterest answered ${answer.status} without items`);
  }
  const bookmark = 'bookmark' in value ? value.bookmark : null;
  return {
    items: value.items,
    bookmark: typeof bookmark === 'string' && bookmark ? bookmark : null,
  };
}

// The items are taken as Pinterest documents them, see isResource in call.ts.
function hasItems<T>(value: unknown): value is { items: T[] } {
  return (
    typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
  );
}
