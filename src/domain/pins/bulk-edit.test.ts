import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replaceText, withUtm } from './bulk-edit.ts';

const plain = { wholeWord: false, matchCase: false };

test.each([
  ['Sale 2025, sale', { find: 'sale', with: 'Offer', ...plain }, 'Offer 2025, Offer'],
  ['Sale sale', { find: 'sale', with: 'x', ...plain, matchCase: true }, 'Sale x'],
  ['wholesale sale', { find: 'sale', with: 'x', ...plain, wholeWord: true }, 'wholesale x'],
  ['Café cafés', { find: 'café', with: 'x', ...plain, wholeWord: true }, 'x cafés'],
  ['a.b axb', { find: 'a.b', with: '$&$1', ...plain }, '$&$1 axb'],
  ['a-b [c] {d}', { find: '-b [c] {d', with: '', ...plain }, 'a}'],
])('in %s', (text, how, becomes) => {
  expect(replaceText(text, how)).toBe(becomes);
});

test('any plain text is found as it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (find) => {
      const how = { find, with: '', wholeWord: false, matchCase: true };
      expect(replaceText(`<${find}>`, how)).not.toContain(`<${find}>`);
    }),
  );
});

test.each([
  ['https://a.example/p', 'https://a.example/p?utm_source=pinterest'],
  ['https://a.example/p?x=1#top', 'https://a.example/p?x=1&utm_source=pinterest#top'],
  ['https://a.example/?utm_source=old&y=%20z', 'https://a.example/?y=%20z&utm_source=pinterest'],
  ['https://a.example/?utm_medium=m', 'https://a.example/?utm_source=pinterest'],
])('the link %s', (link, becomes) => {
  expect(withUtm(link, { source: 'pinterest', medium: null })).toBe(becomes);
});

test('what is no address has no parameters', () => {
  expect(withUtm('page', { source: 'pinterest' })).toBeNull();
});
