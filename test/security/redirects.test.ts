import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResolveAll } from '../../src/fetch/connector.ts';
import { followLink } from '../../src/fetch/follow-link.ts';
import { createPoster } from '../../src/fetch/index.ts';
import { downloadUrl } from '../../src/media/index.ts';
import { addressForms, pretendedNames } from './address-forms.ts';
import { startCanary, type Canary } from './canary.ts';

/** Counts as the public internet here; everything else of this machine is inside. macOS has no such address. */
const outside = '127.0.0.2';
const isLinux = process.platform === 'linux';

let front: Server;
let canary: Canary;
let dir: string;
/** Where the public host sends whoever asks; null: nowhere. */
let location: string | null;
let asked = 0;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-redirects-'));
  canary = await startCanary(Buffer.from('inside'));
  front = createServer((_request, response) => {
    asked += 1;
    response.writeHead(location === null ? 200 : 302, location === null ? {} : { location });
    response.end('outside');
  });
  if (isLinux) await new Promise<void>((resolve) => front.listen(0, outside, resolve));
});
afterAll(async () => {
  front.close();
  front.closeAllConnections();
  await canary.close();
  rmSync(dir, { recursive: true, force: true });
});

const answering =
  (addressesOf: (name: string) => readonly string[]): ResolveAll =>
  (name, _options, callback) => {
    const addresses = addressesOf(name.replace(/\.$/, '')).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    const error = Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' });
    callback(addresses.length > 0 ? null : error, addresses);
  };

const isAllowed = (address: string) => address === outside;
let files = 0;

/** Everything that asks an address of a person. */
const fetchers: Record<string, (url: string, resolve: ResolveAll) => Promise<unknown>> = {
  downloadUrl: (url, resolve) =>
    downloadUrl(url, {
      to: join(dir, String((files += 1))),
      timeoutMs: 2_000,
      maxBytes: 1_000,
      allowPrivate: false,
      network: { resolve, isAllowed },
    }),
  followLink: (url, resolve) =>
    followLink(url, { timeoutMs: 2_000, allowPrivate: false, network: { resolve, isAllowed } }),
  createPoster: async (url, resolve) => {
    const network = { resolve, isAllowed };
    const poster = createPoster({ allowPrivate: false, timeoutMs: 2_000, maxBytes: 100, network });
    const body = Buffer.from('{}');
    await poster
      .send(url, {}, body, new AbortController().signal)
      .finally(() => void poster.close());
  },
};
const names = Object.keys(fetchers);
const portOf = () => (front.address() as AddressInfo).port; // It listens on a port, not on a pipe.

describe.skipIf(!isLinux).each(names)('%s', (name) => {
  const fetchBy = (url: string, resolve: ResolveAll) => fetchers[name]?.(url, resolve);

  test('reaches the public host', async () => {
    location = null;
    asked = 0;
    await fetchBy(
      `http://public.example:${portOf()}/`,
      answering(() => [outside]),
    );
    expect(asked).toBe(1);
  });

  test('never follows it inside, whatever form the address has', async () => {
    const resolve = answering((host) =>
      host === 'public.example' ? [outside] : (pretendedNames[host] ?? []),
    );
    canary.reached.length = 0;
    asked = 0;
    // A header cannot carry these characters raw.
    const forms = addressForms(canary.port).filter(({ url }) => /^[\x20-\x7e]+$/.test(url));
    expect(forms.length).toBeGreaterThan(60);
    for (const form of forms) {
      location = form.url;
      await fetchBy(`http://public.example:${portOf()}/`, resolve)?.catch(() => {});
    }
    expect(asked).toBeGreaterThanOrEqual(forms.length);
    expect(canary.reached).toEqual([]);
  });

  test.each([
    ['public at first, then inside', [outside, '127.0.0.1']],
    ['inside at first, then public', ['127.0.0.1', outside]],
    ['inside over IPv6', [outside, '::1']],
  ])('a name that is looked up twice: %s', async (_what, answers) => {
    location = null;
    canary.visited.length = 0;
    let look = 0;
    const resolve = answering(() => [answers[look++ % answers.length] ?? outside]);
    const url = `http://changing.example:${canary.port}/`;
    for (let round = 0; round < 4; round++) await fetchBy(url, resolve)?.catch(() => {});
    expect(look).toBeGreaterThanOrEqual(4);
    expect(canary.visited).toContain(outside);
    // The canary listens outside as well: what counts is where its visitors came from.
    expect(canary.visited.filter((address) => address !== outside)).toEqual([]);
  });
});
