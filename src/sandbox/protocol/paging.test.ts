import fc from 'fast-check';
import { expect, test } from 'vitest';
import { page } from './paging.ts';

const ids = fc.uniqueArray(fc.integer({ min: 100_000, max: 999_999 }).map(String), {
  maxLength: 60,
});
const orders = fc.constantFrom('newest' as const, 'oldest' as const);
const sorted = (items: string[], order: 'newest' | 'oldest') =>
  items.toSorted((a, b) => (a < b ? -1 : 1) * (order === 'oldest' ? 1 : -1));

/** Walks all pages; `between` may change the items before each next page. */
function walk(
  items: string[],
  size: number,
  order: 'newest' | 'oldest',
  between: (items: string[]) => string[] = (same) => same,
): string[] {
  const met: string[] = [];
  let current = sorted(items, order);
  let bookmark: string | null = null;
  do {
    const query = { page_size: size, ...(bookmark === null ? {} : { bookmark }) };
    const result: { items: string[]; bookmark: string | null } = page(
      current,
      query,
      (id) => id,
      order,
    );
    met.push(...result.items);
    ({ bookmark } = result);
    current = sorted(between(current), order);
  } while (bookmark !== null);
  return met;
}

test('pages cover all items exactly once and in order, for any page size', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 250 }), orders, (items, size, order) => {
      expect(walk(items, size, order)).toEqual(sorted(items, order));
    }),
  );
});

test('items deleted between two pages make no other item repeat or vanish', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 9 }), orders, (items, size, order) => {
      const doomed = new Set(items.filter((_, index) => index % 3 === 0));
      const met = walk(items, size, order, (all) => all.filter((id) => !doomed.has(id)));
      expect(new Set(met).size).toBe(met.length);
      for (const id of items) if (!doomed.has(id)) expect(met).toContain(id);
    }),
  );
});

test('an exactly full last page has no bookmark', () => {
  expect(page(['1', '2'], { page_size: 2 }, (id) => id, 'oldest').bookmark).toBeNull();
});
