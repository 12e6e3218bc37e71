import { errors } from '../protocol/errors.ts';
import type { SandboxContext } from '../state/context.ts';
import { parseHttpUrl } from '../protocol/http-url.ts';

/**
 * The destination link as it is stored; an empty one counts as none.
 * @throws 400/1 for what is not an http(s) URL or a domain that refuses Pins, 429/9 for a domain
 * listed as spam.
 */
export function checkLink(sandbox: SandboxContext, link: string | null | undefined): string | null {
  if (link === null || link === undefined || link === '') return null;
  const url = parseHttpUrl(link);
  if (url === null) throw errors.invalidLink();
  const on = (domain: string) => url.hostname === domain || url.hostname.endsWith(`.${domain}`);
  if (sandbox.settings.noSaveDomains.some(on)) throw errors.savingRefused();
  if (sandbox.settings.spamDomains.some(on)) throw errors.spamLink();
  return link;
}
