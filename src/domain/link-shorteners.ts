/** Shorteners Pinterest blocks or distrusts (facts §3.2, §12); the widely used ones. */
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
  if (!URL.canParse(link)) return null;
  const host = new URL(link).hostname.replace(/^www\./, '');
  return shorteners.has(host) ? host : null;
}
