import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { formatBytes } from '../../media/index.ts';
import { deleteMediaParts, getMedia, listMediaParts, putMediaPart } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofMedia } from '../within.ts';
import { requireAwaited } from './announce.ts';
import { requireMedia } from './get.ts';
import { partSize } from './start-parts.ts';

/** Reached with a signed address instead of a key: the signature is the permission. */
export const receivePart = implement('media.receivePart', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId, number, file }) {
    const { storage, store } = context;
    const announced = await getMedia(store.db, mediaId);
    if (!announced) throw refusal('NOT_FOUND');
    requireAwaited(announced);
    const md5 = createHash('md5');
    const storageKey = newId();
    const source = file.pipe(watched(md5, partSize));
    file.once('error', (error) => source.destroy(error));
    let replaced: string | null = storageKey;
    try {
      const { bytes } = await storage.put(storageKey, source);
      if (bytes === 0) throw refusal('MEDIA_EMPTY');
      const etag = md5.digest('hex');
      replaced = await putMediaPart(store.db, { mediaId, number, storageKey, bytes, etag });
      return { number, bytes, etag };
    } finally {
      // That of the part before, or of this one where it could not be noted.
      if (replaced !== null) await storage.remove(replaced).catch(() => {});
    }
  },
});

function watched(hash: ReturnType<typeof createHash>, limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) {
        const values = { size: `more than ${formatBytes(limit)}`, limit: formatBytes(limit) };
        return done(refusal('MEDIA_TOO_LARGE', { values }));
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

const aborted = { message: 'Upload given up.' };

export const abortParts = implement('media.abortParts', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId }) {
    requireAwaited(await requireMedia(context, mediaId));
    const parts = await listMediaParts(context.store.db, mediaId);
    await context.commit({ subject: { type: 'media', id: mediaId } }, (tx) =>
      deleteMediaParts(tx, mediaId),
    );
    await removeParts(context, parts);
    return aborted;
  },
  repeat: () => Promise.resolve(aborted),
});

/** Removes the bytes of parts; what stays is removed with the file itself. */
export const removeParts = async (
  { storage }: Pick<Context, 'storage'>,
  parts: readonly { storageKey: string }[],
): Promise<void> =>
  void (await Promise.allSettled(parts.map(({ storageKey }) => storage.remove(storageKey))));
