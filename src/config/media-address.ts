import { isIP } from 'node:net';
import { z } from 'zod';

/** A bucket of an S3-compatible store, and the part of it that is ours. */
export interface S3Address {
  bucket: string;
  /** Put before every key: empty, or ending in a slash. */
  prefix: string;
  /** Origin of the store. */
  endpoint: string;
  region: string;
  /** Whether the bucket stands in the path; otherwise it is a subdomain. */
  pathStyle: boolean;
}

/** Region of a store that is asked without one: most stores other than Amazon's take it, whatever theirs is called. */
const usualRegion = 'us-east-1';
const known = ['endpoint', 'region', 'pathStyle'];
const flags: Record<string, boolean> = { '1': true, true: true, '0': false, false: false };

/**
 * `s3://bucket/prefix?endpoint=https://…&region=…&pathStyle=1`. Without an endpoint the store is Amazon's; with one,
 * the bucket stands in the path unless `pathStyle=0`.
 */
export const s3Address = z.string().transform((text, context): S3Address => {
  const found = readAddress(text);
  if (typeof found !== 'string') return found;
  context.addIssue(found);
  return z.NEVER;
});

/** The address, or what is wrong with it, in words that repeat nothing of it: it may hold a password. */
function readAddress(text: string): S3Address | string {
  if (!/^s3:\/\//i.test(text)) return 'must begin with s3://';
  const [place = '', query = ''] = text.slice('s3://'.length).split('?', 2);
  if (place.includes('@'))
    return 'must not hold a key: set LINCHPIN_MEDIA_KEY_ID and LINCHPIN_MEDIA_SECRET';
  const [bucket = '', ...folders] = place.split('/');
  // Of Amazon's rules for names of buckets.
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    return 'needs the name of a bucket behind s3://, of 3 to 63 a-z, 0-9, "." and "-"';
  const prefix = folders.filter((name) => name !== '').join('/');
  if (!/^[A-Za-z0-9._/-]*$/.test(prefix) || folders.includes('..'))
    return 'the prefix behind the bucket may have a-z, 0-9, ".", "_", "-" and "/"';
  const given = new URLSearchParams(query);
  const strange = [...given.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) return `knows ${known.join(', ')} behind the question mark, no other`;
  const region = given.get('region') ?? usualRegion;
  if (!/^[a-z0-9-]{1,40}$/i.test(region)) return 'the region is no name of a region';
  const endpoint = given.get('endpoint');
  const origin = endpoint === null ? `https://s3.${region}.amazonaws.com` : originOf(endpoint);
  if (origin === null)
    return 'the endpoint must be an address such as https://minio.example.com:9000, without a path or a password';
  const style = given.get('pathStyle');
  const pathStyle = style === null ? endpoint !== null : flags[style];
  if (pathStyle === undefined) return 'pathStyle is 1 or 0';
  if (!pathStyle && bucket.includes('.'))
    return 'a bucket with a dot in its name needs pathStyle=1: no certificate covers such a subdomain';
  if (!pathStyle && !hasSubdomains(new URL(origin).hostname))
    return 'pathStyle=0 needs an endpoint that can have subdomains';
  return { bucket, prefix: prefix && `${prefix}/`, endpoint: origin, region, pathStyle };
}

const hasSubdomains = (host: string): boolean => isIP(host) === 0 && /^[^[].*\..*$/.test(host);

function originOf(text: string): string | null {
  try {
    const url = new URL(text);
    const isPlain = url.pathname === '/' && !url.search && !url.username && !url.password;
    return /^https?:$/.test(url.protocol) && isPlain ? url.origin : null;
  } catch {
    return null;
  }
}

/** Where media are kept. */
export interface MediaConfig {
  /** null: on the disk, in the data directory. */
  s3: S3Address | null;
  /** Of the object store; null without one. */
  credentials: { keyId: string; secret: string } | null;
  /** Whether files are served by a redirect to the store. */
  redirect: boolean;
}
