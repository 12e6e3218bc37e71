/** Characters as Pinterest counts them: code points, so an emoji of one code point is one. */
export const countCharacters = (text: string): number => [...text].length;

/** Characters given up at most, so that a text ends with a whole word. Ours. */
const maxBackUp = 20;

/**
 * Truncates to `limit` code points including the ellipsis: at white space, else at a word boundary (Japanese and Thai
 * have no spaces), if one is near; never inside a grapheme cluster.
 */
export function cutText(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  // Segment past the limit: a word boundary needs the following characters.
  const beginning = characters.slice(0, limit + 2 * maxBackUp).join('');
  const kept = wholeCharacters(beginning, limit - 1);
  const atWord = backTo(kept, spaces(beginning)) ?? backTo(kept, words(beginning)) ?? kept;
  return `${atWord.trimEnd()}…`;
}

/** The beginning of the text with as many whole characters as fit into `room` code points. */
function wholeCharacters(text: string, room: number): string {
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += [...segment].length;
    if (used > room) break;
    kept += segment;
  }
  return kept;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wordsOf = new Intl.Segmenter('en', { granularity: 'word' });

/** The text up to the last of these places in it, where that gives up little. */
function backTo(text: string, places: readonly number[]): string | null {
  const place = places.findLast((index) => index <= text.length) ?? 0;
  return place > 0 && countCharacters(text.slice(place)) <= maxBackUp ? text.slice(0, place) : null;
}

const spaces = (text: string): number[] => [...text.matchAll(/\s+/g)].map(({ index }) => index);

const words = (text: string): number[] => [...wordsOf.segment(text)].map(({ index }) => index);
