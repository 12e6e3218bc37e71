import { errors } from './errors.ts';
import type { World } from './world.ts';

/**
 * The destination link as it is stored; an empty one counts as none.
 * @throws 400/1 for what is not an http(s) URL or a domain that refuses Pins, 429/9 for a domain
 * listed as spam.
 */
export function checkLink(world: World, link: string | null | undefined): string | null {
  if (link === null || link === undefined || link === '') return null;
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw errors.invalidLink();
  const on = (domain: string) => url.hostname === domain || url.hostname.endsWith(`.${domain}`);
  if (world.settings.noSaveDomains.some(on)) throw errors.savingRefused();
  if (world.settings.spamDomains.some(on)) throw errors.spamLink();
  return link;
}
