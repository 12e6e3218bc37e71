import { expect, test } from 'vitest';
import { contentKey } from './content-key.ts';

const pin = {
  accountId: 'a',
  boardId: 'b',
  sectionId: null,
  media: ['m', 'n'],
  words: ['Oak', 'Oak and brass.', null],
};

test('the same Pin has the same key, blanks around its words aside', () => {
  expect(contentKey({ ...pin, words: [' Oak ', 'Oak and brass.\n', ''] })).toBe(contentKey(pin));
});

test.each([
  { accountId: 'x' },
  { boardId: 'x' },
  { sectionId: 'x' },
  { media: ['n', 'm'] },
  { media: ['m,n'] },
  { words: ['Oak and brass.', 'Oak', null] },
  { words: [null, 'Oak and brass.', null] },
  { words: ['Oak', 'Oak and brass.', 'https://example.com'] },
])('%j makes it another', (change) => {
  expect(contentKey({ ...pin, ...change })).not.toBe(contentKey(pin));
});
