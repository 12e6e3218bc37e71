import { Writable } from 'node:stream';
import { downloadUrl } from '../../media/index.ts';
import type { OperationDeps } from '../context.ts';
import { parseFeed, type ParsedFeed } from './parse-feed.ts';

/** Bytes of a feed; most have less than 1 MB. Ours. */
const maxBytes = 10 * 1024 * 1024;

/** Fetches a feed past the guard against private addresses, and reads it. @throws LinchpinError */
export async function fetchFeed(
  { fetch }: Pick<OperationDeps, 'fetch'>,
  url: string,
  signal?: AbortSignal,
): Promise<ParsedFeed> {
  const pieces: Buffer[] = [];
  const to = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await downloadUrl(url, {
    to,
    maxBytes,
    timeoutMs: fetch.timeoutMs,
    allowPrivate: fetch.allowPrivate,
    ...(signal && { signal }),
  });
  return parseFeed(Buffer.concat(pieces).toString('utf8'));
}
