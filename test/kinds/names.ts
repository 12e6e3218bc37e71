import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

/** Names of services that lead to this machine; all others do not exist. */
const services = [
  /(^|\.)(drive\.google|docs\.google|photos\.google|dropbox|icloud|onedrive\.live)\.com$/,
  /\.sharepoint\.com$/,
  /^1drv\.ms$/,
];

type Callback = (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void;
type Lookup = (name: string, options: LookupOptions, callback: Callback) => void;

const toThisMachine = (name: string): readonly string[] =>
  services.some((pattern) => pattern.test(name)) ? ['127.0.0.1'] : [];

/**
 * Answers name look-ups of this process without asking a network, so that the tests say the same everywhere. localhost and
 * addresses are what they are.
 * @param addressesOf none: there is no such name. @returns puts the real look-up back.
 */
export function pretendNames(addressesOf = toThisMachine): () => void {
  const { lookup } = dns;
  const pretend = (name: string, second: LookupOptions | Callback, third?: Callback): void => {
    const [options, callback] = typeof second === 'function' ? [{}, second] : [second, third];
    if (!callback) throw new TypeError('lookup without a callback');
    if (isIP(name) || name === 'localhost') {
      (lookup as Lookup)(name, options, callback); // One of its overloads.
      return;
    }
    const addresses = addressesOf(name).map((address) => ({ address, family: isIP(address) }));
    const [first] = addresses;
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
    queueMicrotask(() => {
      if (!first) callback(error, []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  Object.assign(dns, { lookup: pretend });
  syncBuiltinESMExports();
  return () => {
    Object.assign(dns, { lookup });
    syncBuiltinESMExports();
  };
}
