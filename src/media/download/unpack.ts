import { PassThrough, Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fetchFailed } from '../../fetch/failures.ts';
import { sniff, sniffBytes } from '../sniff.ts';

const codings: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Each one takes memory of its own, and a header has room for thousands. */
const maxCodings = 2;

/**
 * Undoes the content codings of an answer, the last one first (RFC 9110 §8.4). As in browsers, an unknown coding
 * (`UTF-8`, `aws-chunked`, `none`) is ignored, and a body that already is a media file is not unpacked.
 */
export async function* unpack(
  body: AsyncIterable<Buffer>,
  contentEncoding: string,
): AsyncGenerator<Buffer> {
  const named = contentEncoding.toLowerCase().split(',');
  const decoders = named.flatMap((name) => codings[name.trim()] ?? []).reverse();
  if (decoders.length > maxCodings)
    throw fetchFailed(`its answer is packed ${decoders.length} times over.`);
  if (decoders.length === 0) return yield* body;
  const chunks = body[Symbol.asyncIterator]();
  const head = await readHead(chunks);
  const { kind } = sniff(head);
  const whole = Readable.from(joined(head, chunks));
  if (kind === 'image' || kind === 'video') return yield* whole;
  const unpacked = new PassThrough();
  // An error of any of them destroys the last, where it is thrown.
  pipeline([whole, ...decoders.map((create) => create()), unpacked]).catch(() => {});
  yield* unpacked;
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < sniffBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* joined(head: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) return;
    yield value;
  }
}
