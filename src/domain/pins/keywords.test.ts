import { describe, expect, test } from 'vitest';
import { searchTermsOf, unusedKeywords } from './keywords.ts';

describe('what related searches are looked up for', () => {
  test.each([
    [
      'Reading nook ideas: 7 cozy corners',
      'Small spaces',
      ['small spaces', 'reading nook ideas', '7 cozy corners'],
    ],
    ['Kitchen  Shelves – oak, brass', 'Kitchens', ['kitchens', 'kitchen shelves', 'oak']],
    ['Kitchens', 'KITCHENS', ['kitchens']],
    ['How we built our whole kitchen in a week', null, []],
    ['do-it-yourself', null, ['do-it-yourself']],
    ['2026', '★', []],
    [null, null, []],
  ])('%s on %s', (title, board, terms) => {
    expect(searchTermsOf(title, board)).toEqual(terms);
  });
});

describe('searches that a text does not use', () => {
  const related = new Map([
    ['kitchens', ['kitchen ideas', 'small kitchen', 'white kitchen', 'Oak']],
    ['oak', ['oak table', 'small kitchen', 'kitchens']],
  ]);
  const keywords = (texts: (string | null)[], most = 10) =>
    unusedKeywords(texts, related, most).map(({ keyword }) => keyword);

  test('the one that several terms lead to comes first, and no term itself', () => {
    expect(unusedKeywords([null], related, 2)).toEqual([
      { keyword: 'small kitchen', terms: ['kitchens', 'oak'] },
      { keyword: 'kitchen ideas', terms: ['kitchens'] },
    ]);
    expect(keywords([null])).toEqual([
      'small kitchen',
      'kitchen ideas',
      'oak table',
      'white kitchen',
    ]);
  });

  test('what stands in a text word for word is used, whatever stands between the words', () => {
    expect(keywords(['A SMALL kitchen', 'with an oak-table', null])).toEqual([
      'kitchen ideas',
      'white kitchen',
    ]);
    expect(keywords(['smallish kitchen, oak tables'])).toContain('small kitchen');
  });

  test('nothing is related to nothing', () => {
    expect(unusedKeywords(['a'], new Map(), 5)).toEqual([]);
    expect(unusedKeywords(['a'], new Map([['b', []]]), 5)).toEqual([]);
  });
});
