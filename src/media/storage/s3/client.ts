import { setTimeout as delay } from 'node:timers/promises';
import { S3mini } from 's3mini';
import { Agent, fetch as send } from 'undici';
import type { S3Address } from '../../../config/index.ts';
import { faultOf, mayPass } from './fault.ts';

export interface S3Options {
  address: S3Address;
  credentials: { keyId: string; secret: string };
  /** Milliseconds before each further attempt of a request that failed for a moment. */
  retryDelaysMs?: readonly number[];
  wait?: (ms: number) => Promise<unknown>;
  /** Milliseconds that one request may take, apart from the body of an answer. */
  timeoutMs?: number;
  /** Bytes of a part of a large object; stores take 5 MiB and more, and 10,000 parts. */
  partBytes?: number;
}

export interface S3Client {
  /** Put before every key. */
  prefix: string;
  partBytes: number;
  /** Does a request, again where the store failed for a moment. @throws StoreFault */
  call<T>(request: (s3: S3mini) => Promise<T>): Promise<T>;
  /** @throws StoreFault after the last attempt. */
  waitAfter(error: unknown, attempt: number): Promise<void>;
  /** For a single attempt, and for addresses. */
  s3: S3mini;
  close(): Promise<void>;
}

/** Ours: a store that is restarted or throttles is back within seconds; a request of a person waits no longer. */
const usualDelaysMs = [200, 800, 2_500];
/** One part of 8 MiB at 70 KB a second. */
const usualTimeoutMs = 120_000;
const usualPartBytes = 8 * 1024 * 1024;

/**
 * A store, reached without the guard for addresses that people give: the endpoint is the operator's setting and usually
 * private. No redirect is followed, as it would take the signature along.
 */
export function connectS3(options: S3Options): S3Client {
  const { address, credentials, wait = delay, timeoutMs = usualTimeoutMs } = options;
  const delaysMs = options.retryDelaysMs ?? usualDelaysMs;
  const dispatcher = new Agent({
    connectTimeout: Math.min(timeoutMs, 10_000),
    headersTimeout: Math.min(timeoutMs, 30_000),
    bodyTimeout: 30_000,
  });
  const s3 = new S3mini({
    accessKeyId: credentials.keyId,
    secretAccessKey: credentials.secret,
    endpoint: bucketUrl(address),
    region: address.region,
    // Node 20's own fetch refuses the length that s3mini sets. That of undici is typed apart from it.
    fetch: ((url: string, init: Parameters<typeof send>[1]) =>
      send(url, {
        ...init,
        dispatcher,
        redirect: 'manual',
        // What is read takes as long as its reader; a silent store is noticed by the dispatcher.
        signal: init?.method === 'GET' ? null : AbortSignal.timeout(timeoutMs),
      })) as unknown as typeof fetch,
  });

  const waitAfter = async (error: unknown, attempt: number): Promise<void> => {
    const fault = faultOf(error);
    const delayMs = delaysMs[attempt];
    if (delayMs === undefined || !mayPass(fault)) throw fault;
    await wait(delayMs);
  };
  return {
    prefix: address.prefix,
    partBytes: options.partBytes ?? usualPartBytes,
    async call(request) {
      for (let attempt = 0; ; attempt++) {
        try {
          return await request(s3);
        } catch (error) {
          await waitAfter(error, attempt);
        }
      }
    },
    waitAfter,
    s3,
    close: () => dispatcher.close(),
  };
}

function bucketUrl({ endpoint, bucket, pathStyle }: S3Address): string {
  if (pathStyle) return `${endpoint}/${bucket}`;
  const url = new URL(endpoint);
  url.hostname = `${bucket}.${url.hostname}`;
  return url.origin;
}
