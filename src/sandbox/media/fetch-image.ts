import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { errors } from '../protocol/errors.ts';
import { parseHttpUrl } from '../protocol/http-url.ts';

export interface FetchRules {
  timeoutMs: number;
  /** Whether loopback and private networks may be reached. */
  allowPrivate: boolean;
}

const MAX_REDIRECTS = 5;
/** The largest image Pinterest's help pages name for any surface. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Downloads what `image_url` or `cover_image_url` names.
 * @throws PinterestError 400 when the URL is malformed or cannot be downloaded.
 */
export async function fetchImage(url: string, rules: FetchRules): Promise<Buffer> {
  let target = requireHttpUrl(url);
  const signal = AbortSignal.timeout(rules.timeoutMs);
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      if (!rules.allowPrivate) await refusePrivate(target.hostname);
      const response = await fetch(target, {
        redirect: 'manual',
        signal,
        headers: { accept: 'image/*', 'user-agent': 'Pinterest/0.2 (sandbox)' },
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        target = requireHttpUrl(new URL(location, target).href);
        continue;
      }
      if (!response.ok || response.body === null) break;
      return await readCapped(response.body);
    }
  } catch {
    // Whatever went wrong (DNS, TLS, timeout, size), Pinterest says the same.
  }
  throw errors.unreachable(url);
}

function requireHttpUrl(url: string): URL {
  const parsed = parseHttpUrl(url);
  if (parsed === null) throw errors.invalidLink();
  return parsed;
}

async function readCapped(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error('image too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function refusePrivate(hostname: string): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map((a) => a.address);
  if (addresses.some(isPrivate)) throw new Error('private address');
}

function isPrivate(address: string): boolean {
  return (
    /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address) ||
    /^(::|::1|f[cd].*|fe80:.*|::ffff:.*)$/i.test(address)
  );
}
