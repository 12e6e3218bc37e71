import { decodeHTML } from 'entities';

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi;
const tag =
  /<\/?(?:a|abbr|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]*>/gi;

/** Names that templates, programs and serialisers leave where a value was to be. */
const placeholder =
  /\{\{[^{}]*\}\}|\$\{[^{}]*\}|<%[^%]*%>|\{%[^%]*%\}|\[object \w+\]|^\s*(?:undefined|null|NaN|None|nil|\{\w+\}|%\w+%)\s*$/;

/** The first mark of HTML in a text, a tag or an entity that means something; null: none. */
export function markupIn(text: string): string | null {
  const named = text.match(entity)?.find((found) => decodeHTML(found) !== found);
  return named ?? text.match(tag)?.[0] ?? null;
}

/** The text as a browser would show it: entities as characters, tags gone, breaks and paragraphs as lines. */
export const withoutMarkup = (text: string): string =>
  decodeHTML(text.replace(/<br\s*\/?>|<\/(?:p|div|li|h[1-6]|blockquote)>/gi, '\n').replace(tag, ''))
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** What a template left in a text instead of a value; null: nothing. */
export const placeholderIn = (text: string): string | null => placeholder.exec(text)?.[0] ?? null;
