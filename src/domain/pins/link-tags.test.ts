import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagLink } from './link-tags.ts';

const words = { account: 'My Shop', board: 'Kleine Gärten & Töpfe', title: 'Oak, brass' };
const tags = { source: 'pinterest', medium: 'social', campaign: '{board}', content: '{title}' };
const added =
  'utm_source=pinterest&utm_medium=social&utm_campaign=kleine-g%C3%A4rten-t%C3%B6pfe&utm_content=oak-brass';

test.each([
  ['https://example.com', `https://example.com?${added}`],
  ['https://example.com/page?a=1#top', `https://example.com/page?a=1&${added}#top`],
  ['https://example.com/page?#/shop', `https://example.com/page?${added}#/shop`],
  ['https://example.com/a%20b?x=1+2&', `https://example.com/a%20b?x=1+2&${added}`],
])('%s is tagged', (link, tagged) => {
  expect(tagLink(link, tags, words)).toBe(tagged);
});

test.each(['https://example.com/?UTM_source=mail', 'https://example.com/?a=1&utm_id=7', 'no link'])(
  '%s stays as it is',
  (link) => {
    expect(tagLink(link, tags, words)).toBe(link);
  },
);

test('values that come to nothing add nothing, and other braces are text', () => {
  const nothing = { account: '', board: '…', title: '' };
  expect(tagLink('https://example.com', { source: ' ', content: '{board}' }, nothing)).toBe(
    'https://example.com',
  );
  expect(tagLink('https://example.com', { source: '{other}' }, words)).toBe(
    'https://example.com?utm_source=%7Bother%7D',
  );
});

test('a tagged link leads to the same page with the same parameters, and is not tagged again', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
      const tagged = tagLink(link, tags, words);
      const [before, after] = [new URL(link), new URL(tagged)];
      expect([after.origin, after.pathname, after.hash]).toEqual([
        before.origin,
        before.pathname,
        before.hash,
      ]);
      const own = [...after.searchParams].filter(([name]) => !name.startsWith('utm_'));
      expect(own).toEqual([...before.searchParams]);
      expect(after.searchParams.get('utm_source')).toBe('pinterest');
      expect(tagLink(tagged, { source: 'other' }, words)).toBe(tagged);
    }),
  );
});
