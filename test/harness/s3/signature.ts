import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a store answers in place of what was asked for. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

export interface Identity {
  keyId: string;
  secret: string;
  region: string;
  nowMs: () => number;
}

/** Milliseconds a signed request is good for (Amazon's rule). */
const skewMs = 15 * 60_000;

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** RFC 3986, as signature version 4 asks for. */
const escape = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `20261128T021149Z` */
function timeOf(stamp: string): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  if (y === undefined) throw new Refused(403, 'AccessDenied');
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
}

interface Claim {
  credential: string;
  signedHeaders: string[];
  signature: string;
  stamp: string;
  payload: string;
  /** Without the signature. */
  query: [string, string][];
}

/**
 * Refuses what is not signed, signed wrongly, or too old.
 * @returns the SHA-256 that the body must have, or null where the signature leaves it open.
 */
export function verify(request: IncomingMessage, url: URL, identity: Identity): string | null {
  const signedAddress = url.searchParams.has('X-Amz-Signature');
  const claim = signedAddress ? inAddress(url) : inHeader(request, url);
  const [keyId, day, region, service, end] = claim.credential.split('/');
  if (keyId !== identity.keyId) throw new Refused(403, 'InvalidAccessKeyId');
  if (region !== identity.region) throw new Refused(400, 'AuthorizationHeaderMalformed');
  if (service !== 's3' || end !== 'aws4_request' || day !== claim.stamp.slice(0, 8))
    throw new Refused(400, 'AuthorizationHeaderMalformed');
  const ageMs = identity.nowMs() - timeOf(claim.stamp);
  if (signedAddress) {
    const seconds = Number(url.searchParams.get('X-Amz-Expires'));
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 604_800)
      throw new Refused(400, 'AuthorizationQueryParametersError');
    if (ageMs > seconds * 1000 || ageMs < -skewMs) throw new Refused(403, 'AccessDenied');
  } else if (Math.abs(ageMs) > skewMs) throw new Refused(403, 'RequestTimeTooSkewed');

  if (!claim.signedHeaders.includes('host')) throw new Refused(403, 'AccessDenied');
  for (const name of Object.keys(request.headers))
    if (name.startsWith('x-amz-') && !claim.signedHeaders.includes(name))
      throw new Refused(403, 'AccessDenied');
  const query = claim.query
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .sort()
    .join('&');
  const headers = claim.signedHeaders.map((name) => {
    const value = request.headers[name];
    if (value === undefined) throw new Refused(403, 'SignatureDoesNotMatch');
    return `${name}:${String(value).trim().replace(/ +/g, ' ')}\n`;
  });
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => escape(decodeURIComponent(part)))
      .join('/'),
    query,
    headers.join(''),
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${claim.stamp}\n${scope}\n${hex(canonical)}`;
  const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${identity.secret}`, day));
  if (hmac(key, text).toString('hex') !== claim.signature)
    throw new Refused(403, 'SignatureDoesNotMatch');
  return claim.payload === 'UNSIGNED-PAYLOAD' ? null : claim.payload;
}

function inHeader(request: IncomingMessage, url: URL): Claim {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  const [, credential, signed, signature] = match ?? [];
  const payload = request.headers['x-amz-content-sha256'];
  const stamp = request.headers['x-amz-date'];
  if (credential === undefined || signed === undefined || signature === undefined)
    throw new Refused(403, 'AccessDenied');
  if (typeof payload !== 'string') throw new Refused(400, 'InvalidRequest');
  if (typeof stamp !== 'string') throw new Refused(403, 'AccessDenied');
  return {
    credential,
    signedHeaders: signed.split(';'),
    signature,
    stamp,
    payload,
    query: [...url.searchParams],
  };
}

function inAddress({ searchParams }: URL): Claim {
  const get = (name: string): string => searchParams.get(`X-Amz-${name}`) ?? '';
  if (get('Algorithm') !== 'AWS4-HMAC-SHA256')
    throw new Refused(400, 'AuthorizationQueryParametersError');
  return {
    credential: get('Credential'),
    signedHeaders: get('SignedHeaders').split(';'),
    signature: get('Signature'),
    stamp: get('Date'),
    payload: 'UNSIGNED-PAYLOAD',
    query: [...searchParams].filter(([name]) => name !== 'X-Amz-Signature'),
  };
}
