import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { refusal } from '../../../domain/errors/index.ts';
import { assertKey, type MediaSource, type MediaStorage } from '../storage.ts';
import type { S3Client } from './client.ts';
import { directAccess } from './direct.ts';
import { downloadChunks } from './download.ts';
import { faultOf, StoreFault, unread, unwritten } from './fault.ts';
import { removeStale } from './leftovers.ts';
import { listObjects } from './list.ts';
import { sizeOf, uploadChunks } from './upload.ts';

/** Objects under `media/` of a bucket; what is on its way in lies under `incoming/`. */
export function s3Storage(client: S3Client): MediaStorage {
  const folder = `${client.prefix}media/`;
  const pathOf = (key: string): string => {
    assertKey(key);
    return folder + key;
  };
  const read = (path: string, range?: { start: number; end: number }): Readable =>
    Readable.from(readable(downloadChunks(client, path, range)), { objectMode: false });

  return {
    async put(key, source) {
      const path = pathOf(key);
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = async function* (): AsyncGenerator<Buffer> {
        for await (const chunk of chunksOf(source)) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      };
      await uploadChunks(client, path, counted()).catch(rethrow);
      return { bytes, sha256: hash.digest('hex') };
    },
    read: (key, range) => read(pathOf(key), range),
    async readBuffer(key) {
      return buffer(read(pathOf(key)));
    },
    async size(key) {
      const path = pathOf(key);
      try {
        return await sizeOf(client, path);
      } catch (error) {
        const { message } = faultOf(error);
        throw refusal('MEDIA_FILE_UNREADABLE', { values: { reason: message }, cause: error });
      }
    },
    async remove(key) {
      const path = pathOf(key);
      await client.call((s3) => s3.deleteObject(path)).catch(rethrow);
    },
    async *list() {
      for await (const { path, bytes } of listObjects(client, folder))
        yield { key: path.slice(folder.length), bytes };
    },
    removeLeftovers: () => removeStale(client, Date.now()),
    requireSpace: () => Promise.resolve(), // A bucket has no end that could be asked for.
    direct: directAccess(client, pathOf),
  };
}

function chunksOf(source: MediaSource): AsyncIterable<Buffer> | Buffer[] {
  if (Buffer.isBuffer(source)) return [source];
  return source instanceof Readable ? source : createReadStream(source.path);
}

async function* readable(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    throw unread(faultOf(error));
  }
}

/** The fault of a store in the catalogue's words; errors of the source stay theirs. */
function rethrow(error: unknown): never {
  throw error instanceof StoreFault ? unwritten(error) : error;
}
