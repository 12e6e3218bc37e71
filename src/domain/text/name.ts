/**
 * A name for comparing: characters composed, white space alike, characters nobody sees left out. macOS decomposes
 * names, and copies from web pages bring no-break and zero-width spaces.
 */
export const foldName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
