import { decodeHTML } from 'entities';

/** Elements that Postiz' editor makes. */
const elements = 'p|br|strong|b|em|i|u|a|ul|ol|li|h1|h2|h3|span|div';
const element = new RegExp(`</?(?:${elements})(?:\\s[^<>]*)?/?>`, 'i');
const lineEnds = new RegExp('<br\\s*/?>|</(?:p|li|h1|h2|h3|div)>', 'gi');
const anyElement = new RegExp(element.source, 'gi');

/**
 * The text of a post, which Postiz' editor writes as HTML: a description has lines and nothing else. A text without any of
 * its elements stays as it is, so that "<3" and "&" of plain texts are kept.
 */
export function readText(content: string): string {
  if (!element.test(content)) return content;
  const lines = content.replace(lineEnds, '\n').replace(anyElement, '');
  return decodeHTML(lines)
    .replaceAll('\u00a0', ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
