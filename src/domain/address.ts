import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet: the only kind that is fetched on behalf of a
 * caller. Everything the IANA special-purpose registries list is refused, and what is not an IP
 * address too.
 */
export function isPublicAddress(address: string): boolean {
  // A zone such as fe80::1%eth0 only exists on local links.
  if (address.includes('%') || !ipaddr.isValid(address)) return false;
  const ip = ipaddr.parse(address);
  if (ip instanceof ipaddr.IPv4) return isPublicIPv4(ip);
  if (ip.isIPv4MappedAddress()) return isPublicIPv4(ip.toIPv4Address());
  if (ip.match(nat64)) return isPublicIPv4(embeddedIPv4(ip));
  // IANA hands out global addresses from 2000::/3 only; the rest is special or unassigned.
  return ip.range() === 'unicast' && ip.match(globalUnicast);
}

const isPublicIPv4 = (ip: ipaddr.IPv4): boolean =>
  ip.range() === 'unicast' && ip.toString() !== azureHost;

/** The host of a virtual machine at Azure: a public number that leads to the inside of every one of them. */
const azureHost = '168.63.129.16';

/** RFC 6052: how networks without IPv4 reach a public IPv4 host. The address inside decides. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

const embeddedIPv4 = (ip: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(ip.toByteArray().slice(12));

/** Names reserved for this machine or the local network, independent of DNS (RFC 6761, 6762, 8375). */
const localName = /(^|\.)(localhost|local|internal|home\.arpa)$/;

/** To parse a name as an address takes long, and every link has one. */
const mayBeAddress = /:|^[\da-fx.]+$/;

/**
 * What the host of a URL tells before any look-up: an address or name that is not public is
 * `private`, a public address is `public`, and for any other name the DNS answers have to be asked.
 * Give it `URL.hostname`, which already turned 2130706433, 0x7f.1 and 0177.0.0.1 into 127.0.0.1.
 */
export function classifyHost(hostname: string): 'public' | 'private' | 'name' {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (host === '' || localName.test(host)) return 'private';
  if (mayBeAddress.test(host) && ipaddr.isValid(host))
    return isPublicAddress(host) ? 'public' : 'private';
  return 'name';
}
