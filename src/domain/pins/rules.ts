import { classifyHost } from '../address.ts';
import { problem, type ErrorCode, type Problem } from '../errors/index.ts';
import { shortenerOf } from '../links.ts';
import { countCharacters, cutText } from '../text/cut.ts';
import { showInvisible } from '../text/visible.ts';
import { pinLimits } from './content-limits.ts';
import { parseUrl } from '../parse-url.ts';

/** The words of a Pin as the person gave them. */
export interface PinText {
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  dominantColor: string | null;
}

/** Where in the request each part stands, so that a problem points at it. */
export type PinTextFields = Record<keyof PinText, string>;

/** Everything wrong with the words of a Pin. */
export function checkPinText(text: PinText, fields: PinTextFields): Problem[] {
  return [
    ...tooLong('PIN_TITLE_TOO_LONG', text.title, pinLimits.title, fields.title),
    ...tooLong(
      'PIN_DESCRIPTION_TOO_LONG',
      text.description,
      pinLimits.description,
      fields.description,
    ),
    ...tooLong('PIN_ALT_TEXT_TOO_LONG', text.altText, pinLimits.altText, fields.altText),
    ...checkLink(text.link, fields.link),
    ...checkColor(text.dominantColor, fields.dominantColor),
  ];
}

function tooLong(code: ErrorCode, text: string | null, limit: number, field: string): Problem[] {
  const count = countCharacters(text ?? '');
  return count > limit
    ? [problem(code, { field, values: { count, limit, over: count - limit } })]
    : [];
}

/** Counted as it is sent in HTTP: one letter outside ASCII takes several characters. */
export const checkLinkLength = (link: string, field: string): Problem[] =>
  tooLong('PIN_LINK_TOO_LONG', parseUrl(link)?.href ?? link, pinLimits.link, field);

function checkLink(link: string | null, field: string): Problem[] {
  if (link === null || link === '') return [];
  const problems = checkLinkLength(link, field);
  const reason = linkFault(link);
  const shown = showInvisible(link.length > 120 ? `${link.slice(0, 117)}…` : link);
  const shortener = shortenerOf(link);
  return [
    ...problems,
    ...(reason === null
      ? []
      : [problem('PIN_LINK_INVALID', { field, values: { link: shown, reason } })]),
    ...(shortener === null
      ? []
      : [problem('PIN_LINK_SHORTENER', { field, values: { host: shortener } })]),
  ];
}

/**
 * Why `link` cannot be the destination of a Pin, or null. Stricter than the URL parser: Pinterest gets the text as it is.
 */
export function linkFault(link: string): string | null {
  if (/\s/.test(link.trim())) return 'it contains spaces.';
  const unseen = /[\p{Cc}\p{Cf}]/u.exec(link.trim())?.[0];
  if (unseen !== undefined) return `it contains a character nobody sees, ${showInvisible(unseen)}.`;
  if (link.includes('\\')) return 'it contains a backslash.';
  const url = parseUrl(link);
  if (!url) return 'it is not a full web address.';
  if (/^https?:/i.test(link.trim()) && !/^https?:\/\/[^/]/i.test(link.trim()))
    return 'after https: it needs two slashes and a host.';
  if (url.hostname.replace(/\.$/, '').split('.').includes(''))
    return `"${url.hostname}" is not the name of a host.`;
  if (url.protocol === 'http:') return 'it begins with http://, not https://.';
  if (url.protocol !== 'https:') return `it begins with ${url.protocol}, not https://.`;
  if (url.username || url.password) return 'it contains a user name or password.';
  if (isInternal(url.hostname)) return `"${url.hostname}" is not a public host.`;
  return null;
}

/** Hosts that are not reachable from the internet, and IPv6 literals, which are not used as page addresses. */
const isInternal = (hostname: string): boolean =>
  !hostname.replace(/\.$/, '').includes('.') || classifyHost(hostname) === 'private';

function checkColor(color: string | null, field: string): Problem[] {
  return color === null || /^#[0-9a-f]{6}$/i.test(color)
    ? []
    : [problem('PIN_COLOR_INVALID', { field, values: { color } })];
}

/** The title of a Pin that was given none: the first line of its text, cut at a word. */
export function defaultTitle(content: string): string | null {
  const line = content
    .split('\n')
    .map((part) => part.trim())
    .find(Boolean);
  return line ? cutText(line, pinLimits.title) : null;
}

/** The words of one image of a carousel. */
interface SlideText {
  title?: string | undefined;
  description?: string | undefined;
  link?: string | undefined;
}

/** Everything wrong with the words of the images of a carousel. */
export const checkSlides = (slides: readonly SlideText[], path: string): Problem[] =>
  slides.flatMap((slide, index) => checkSlide(slide, `${path}[${index}]`));

/** The same for one image, whose words stand at `at`. */
export function checkSlide(slide: SlideText, at: string): Problem[] {
  const text = {
    title: slide.title ?? null,
    description: slide.description ?? null,
    link: slide.link ?? null,
    altText: null,
    dominantColor: null,
  };
  return checkPinText(text, {
    title: `${at}.title`,
    description: `${at}.description`,
    link: `${at}.link`,
    altText: at,
    dominantColor: at,
  });
}
