/**
 * A name normalised for comparison: composed characters (NFC), equal white space, no invisible characters. macOS
 * decomposes names, and text copied from web pages contains no-break and zero-width spaces.
 */
export const foldName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
