import { distance } from 'fastest-levenshtein';

/** Characters that are compared: names are shorter, and the time grows with the length of both. */
const compared = 200;

/** Single-character edits from one name to the other, of their first 200 characters. */
export const editDistance = (a: string, b: string): number =>
  distance(a.slice(0, compared), b.slice(0, compared));
