import { type LookupAddress, type LookupOptions, lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { refusal } from '../domain/errors/index.ts';
import { classifyHost, isPublicAddress } from '../domain/address.ts';

/** Asks for all addresses of a name; the form of `dns.lookup` with `all: true`. */
export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardOptions {
  connectTimeoutMs: number;
  /** Lifts the guard: tests and closed networks only. */
  allowPrivate: boolean;
  /** Which addresses may be reached; default {@link isPublicAddress}. */
  isAllowed?: ((address: string) => boolean) | undefined;
  /** Default `dns.lookup`. */
  resolve?: ResolveAll | undefined;
}

/**
 * An HTTP agent that reaches allowed addresses only. Three checks, as none suffices alone: address
 * literals never pass through a look-up, one name can have good and bad addresses, and only the
 * connected socket shows where the bytes really come from.
 */
export function guardedAgent(options: GuardOptions): Agent {
  const { connectTimeoutMs: timeout, allowPrivate, resolve = dnsLookup } = options;
  const isAllowed = options.isAllowed ?? isPublicAddress;
  if (allowPrivate) return new Agent({ connect: { timeout, lookup: toLookup(resolve) } });

  const guarded: ResolveAll = (hostname, lookupOptions, callback) =>
    resolve(hostname, lookupOptions, (error, addresses) => {
      const isSafe = error !== null || addresses.every(({ address }) => isAllowed(address));
      callback(isSafe ? error : privateAddress(hostname), addresses);
    });
  const connect = buildConnector({ timeout, lookup: toLookup(guarded) });
  return new Agent({
    connect(target, callback) {
      if (!hostAllowed(target.hostname, isAllowed)) {
        callback(privateAddress(target.hostname), null);
        return;
      }
      connect(target, (error, socket) => {
        if (error) {
          callback(error, null);
        } else if (isAllowed(socket.remoteAddress ?? '')) {
          callback(null, socket);
        } else {
          socket.destroy();
          callback(privateAddress(target.hostname), null);
        }
      });
    },
  });
}

function hostAllowed(hostname: string, isAllowed: (address: string) => boolean): boolean {
  return classifyHost(hostname) !== 'private' || isAllowed(hostname.replace(/^\[|\]$/g, ''));
}

const privateAddress = (host: string): Error => refusal('MEDIA_URL_PRIVATE', { values: { host } });

/** `net.connect` asks for one address or for all of them, depending on the Node version. */
const toLookup =
  (resolve: ResolveAll): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family);
    });
  };
