/**
 * A name normalised for comparison: composed characters (NFC), no capitals, equal white space, no invisible characters.
 * macOS decomposes names, text copied from web pages contains no-break and zero-width spaces, and Pinterest itself
 * compares names without case.
 */
export const foldName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
