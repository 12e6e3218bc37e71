import type { ByteRange } from '../storage.ts';
import type { S3Client } from './client.ts';
import { StoreFault } from './fault.ts';

/**
 * Bytes of an object. Where the connection breaks, reading goes on at that place, of the same version of the object.
 * @throws StoreFault
 */
export async function* downloadChunks(
  client: S3Client,
  key: string,
  range?: ByteRange,
): AsyncGenerator<Buffer> {
  let at = range?.start ?? 0;
  let version: string | null = null;
  for (let attempt = 0; ; attempt++) {
    if (range !== undefined && at >= range.end) return;
    try {
      const isWhole = at === 0 && range === undefined;
      const condition = version === null ? {} : { 'if-match': version };
      const response = await client.s3.getObjectRaw(key, isWhole, at, range?.end, condition);
      if (!isWhole && response.status !== 206) {
        await response.body?.cancel();
        throw new StoreFault('no part of the object', response.status);
      }
      version = response.headers.get('etag');
      for await (const chunk of response.body ?? []) {
        // Some stores send more than the range: s3rver the whole object for its first byte.
        const wanted = chunk.subarray(0, range === undefined ? chunk.length : range.end - at);
        at += wanted.length;
        attempt = 0;
        yield Buffer.from(wanted.buffer, wanted.byteOffset, wanted.length);
        if (at === range?.end) return;
      }
      return;
    } catch (error) {
      await client.waitAfter(error, attempt);
    }
  }
}
