import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

/** Names that lead to this machine while a test runs; all others but localhost and addresses do not exist. */
const pretended = [
  /(^|\.)(drive\.google|docs\.google|photos\.google|dropbox|icloud|onedrive\.live)\.com$/,
  /\.sharepoint\.com$/,
  /^1drv\.ms$/,
];

type Callback = (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void;
type Lookup = (name: string, options: LookupOptions, callback: Callback) => void;

/**
 * Answers name look-ups of this process without asking a network, so that the tests say the same everywhere.
 * @returns puts the real look-up back.
 */
export function pretendNames(): () => void {
  const { lookup } = dns;
  const pretend = (name: string, second: LookupOptions | Callback, third?: Callback): void => {
    const [options, callback] = typeof second === 'function' ? [{}, second] : [second, third];
    if (!callback) throw new TypeError('lookup without a callback');
    if (isIP(name) || name === 'localhost') {
      (lookup as Lookup)(name, options, callback); // One of its overloads.
      return;
    }
    const known = pretended.some((pattern) => pattern.test(name));
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
    queueMicrotask(() => {
      if (!known) callback(error, []);
      else if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    });
  };
  Object.assign(dns, { lookup: pretend });
  syncBuiltinESMExports();
  return () => {
    Object.assign(dns, { lookup });
    syncBuiltinESMExports();
  };
}
