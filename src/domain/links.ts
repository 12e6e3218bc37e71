import { parseUrl } from './parse-url.ts';

/** Host of a link as Pinterest judges it: lower case, without `www.`; null where there is none. */
export function linkDomain(link: string | null): string | null {
  return parseUrl(link ?? '')?.hostname.replace(/^www\./, '') || null;
}

/** Shorteners Pinterest blocks or distrusts (docs/pinterest.md, Creating Pins); the widely used ones. */
const shorteners = new Set([
  'bit.ly',
  'bitly.com',
  'buff.ly',
  'cutt.ly',
  'dlvr.it',
  'goo.gl',
  'is.gd',
  'j.mp',
  'lnkd.in',
  'ow.ly',
  'rb.gy',
  'rebrand.ly',
  'shorturl.at',
  'shorte.st',
  't.co',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
  'trib.al',
  'v.gd',
]);

/** The shortener a link goes through, or null. */
export function shortenerOf(link: string): string | null {
  const host = linkDomain(link);
  return host !== null && shorteners.has(host) ? host : null;
}

/** The link with `&` where a copy from HTML has its entity, or, as WordPress leaves it, the rest of one (`#038;`). */
export const withoutLinkEntities = (link: string): string =>
  link.replace(/(?<=[?&])#0?38;/g, '').replace(/&amp;|&?#0?38;/g, '&');
