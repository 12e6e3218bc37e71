import { refusal } from '../domain/errors/index.ts';
import { parseUrl } from '../domain/parse-url.ts';

/**
 * Reads a web address. Relative ones (in a redirect) are resolved against `base`.
 * @throws LinchpinError MEDIA_URL_INVALID, MEDIA_URL_CREDENTIALS
 */
export function parseWebAddress(text: string, base?: URL): URL {
  const url = parseUrl(text.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw refusal('MEDIA_URL_INVALID', { values: { url: shown(text) } });
  }
  if (url.username !== '' || url.password !== '') throw refusal('MEDIA_URL_CREDENTIALS');
  return url;
}

/** What was typed, short enough for a message (data: URLs hold whole files) and without a password. */
function shown(text: string): string {
  const bare = text.replace(/\/\/[^/@\s]*@/, '//');
  return bare.length > 120 ? `${bare.slice(0, 117)}…` : bare;
}
