import { foldName } from '../text/name.ts';

/** Ours: Pinterest relates nothing to whole sentences. */
const longest = { words: 5, characters: 60 };

/**
 * What to look up related searches for: the name of the board, and the parts of the title between punctuation marks.
 * @returns folded, each once, three at most
 */
export function searchTermsOf(title: string | null, boardName: string | null): string[] {
  const parts = [
    boardName ?? '',
    ...(title ?? '').split(/[.,:;!?|()[\]{}"“”„«»…•·/\\]+|\s[-–—]+\s|[–—]/),
  ];
  const terms = parts
    .map((part) => foldName(part.replaceAll(',', ' ')))
    .filter(
      (part) =>
        /\p{L}/u.test(part) &&
        part.length <= longest.characters &&
        part.split(' ').length <= longest.words,
    );
  return [...new Set(terms)].slice(0, 3);
}

/** A search, and the terms it is related to. */
export interface RelatedKeyword {
  keyword: string;
  terms: string[];
}

/**
 * Searches that the texts do not hold word for word, those first that most of the terms are related to.
 * @param related searches by term, each list in Pinterest's order
 */
export function unusedKeywords(
  texts: readonly (string | null)[],
  related: ReadonlyMap<string, readonly string[]>,
  most: number,
): RelatedKeyword[] {
  const used = wordsOf(texts.filter((text) => text !== null).join('\n'));
  const found = new Map<string, RelatedKeyword>();
  // The first of each term before the second of any.
  const longestList = Math.max(0, ...[...related.values()].map((list) => list.length));
  for (let place = 0; place < longestList; place++)
    for (const [term, list] of related) {
      const keyword = list[place];
      if (
        keyword === undefined ||
        used.includes(wordsOf(keyword)) ||
        related.has(foldName(keyword))
      )
        continue;
      const known = found.get(foldName(keyword)) ?? { keyword, terms: [] };
      known.terms.push(term);
      found.set(foldName(keyword), known);
    }
  return [...found.values()].sort((a, b) => b.terms.length - a.terms.length).slice(0, most);
}

/** The words alone, with a space before and after each. */
const wordsOf = (text: string): string =>
  ` ${foldName(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')} `;
