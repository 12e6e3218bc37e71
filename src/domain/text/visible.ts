/** Invisible characters and look-alikes of a space: control characters, format characters, unusual spaces. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]/gu;

/** The text with invisible characters escaped, such as `\u200b` for a zero-width space, so that a person can find them. */
export const showInvisible = (text: string): string =>
  text.replace(invisible, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''}`,
  );
