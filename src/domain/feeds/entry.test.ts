import { expect, test } from 'vitest';
import { boardOf, canonicalLink, keysOf, type FeedEntry } from './entry.ts';

const entry = (more: Partial<FeedEntry> = {}): FeedEntry => ({
  title: 'A table of oak',
  text: '',
  link: 'https://example.com/oak',
  guid: '1',
  imageUrl: 'https://example.com/oak.jpg',
  categories: ['Wood'],
  ...more,
});

test.each([
  ['http://www.example.com/oak/', 'https://example.com/oak'],
  ['https://example.com/oak?utm_source=rss&utm_medium=feed', 'https://example.com/oak#top'],
  ['https://example.com/?b=2&a=1', 'https://example.com/?a=1&b=2'],
])('%s is the page %s', (one, other) => {
  expect(canonicalLink(one)).toBe(canonicalLink(other));
});

test('another page is another one', () => {
  expect(canonicalLink('https://example.com/?p=1')).not.toBe(
    canonicalLink('https://example.com/?p=2'),
  );
});

test('an entry is known again by its link or its guid, and without either by its look', () => {
  const first = keysOf(entry());
  const meets = (more: Partial<FeedEntry>) =>
    keysOf(entry(more)).sure.some((key) => first.sure.includes(key));
  expect(meets({ guid: '2', title: 'Renamed' })).toBe(true);
  expect(meets({ link: 'https://example.com/moved' })).toBe(true);
  expect(meets({ guid: '2', link: 'https://example.com/moved' })).toBe(false);
  expect(keysOf(entry({ guid: '2', link: null })).likely).toBe(first.likely);
  const bare = keysOf(entry({ guid: null, link: null }));
  expect(bare.sure).toEqual([bare.likely]);
});

test('the first rule that fits gives the board', () => {
  const rules = [
    { board: 'Sale', titleHas: 'SALE' },
    { board: 'Wood', category: 'wood' },
  ];
  expect(boardOf(entry({ title: 'Big sale of oak' }), rules, 'All')).toBe('Sale');
  expect(boardOf(entry(), rules, 'All')).toBe('Wood');
  expect(boardOf(entry({ categories: [] }), rules, 'All')).toBe('All');
});
