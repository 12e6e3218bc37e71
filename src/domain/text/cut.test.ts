import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCharacters, cutText } from './cut.ts';

const family = '👨‍👩‍👧‍👦';

test.each([
  ['short', 10, 'short'],
  ['A title of words that is too long', 20, 'A title of words…'],
  ['A title of words that is too long', 17, 'A title of words…'],
  // The only space stands far in front: "IKEA…" would say nothing.
  [
    `IKEA ${'新しい本棚の組み立て方'.repeat(5)}`,
    30,
    'IKEA 新しい本棚の組み立て方新しい本棚の組み立て方…',
  ],
  [`DIY ${'ตกแต่งห้องนั่งเล่น'.repeat(5)}`, 40, `DIY ${'ตกแต่งห้องนั่งเล่น'.repeat(2)}…`.slice(0, 40)],
  ['x'.repeat(50), 20, `${'x'.repeat(19)}…`],
  [`${'x'.repeat(15)}${family}${family}`, 20, `${'x'.repeat(15)}…`],
])('%s at %i', (text, limit, expected) => {
  const cut = cutText(text, limit);
  if (/[ก-๙]/.test(text)) {
    // Which words a machine sees in Thai depends on its dictionary.
    expect(countCharacters(cut)).toBeGreaterThan(limit - 22);
    expect(cut.startsWith('DIY ตกแต่ง')).toBe(true);
  } else expect(cut).toBe(expected);
});

test('a cut text fits, is nearly as long as it may be, and ends with a whole character', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const characters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'word ', '本', 'ก', 'é', 'e\u0301', family, '🇩🇪', '👍🏽', '\n')),
      fc.integer({ min: 20, max: 60 }),
      (parts, limit) => {
        const text = parts.join('');
        const cut = cutText(text, limit);
        expect(countCharacters(cut)).toBeLessThanOrEqual(limit);
        if (countCharacters(text) <= limit) {
          expect(cut).toBe(text);
          return;
        }
        const kept = cut.slice(0, -1);
        expect(text.startsWith(kept)).toBe(true);
        expect(characters(text).slice(0, characters(kept).length).join('')).toBe(kept);
      },
    ),
  );
});
