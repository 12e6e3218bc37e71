import { Readable } from 'node:stream';
import { refusal } from '../../domain/errors/index.ts';
import {
  deleteMediaParts,
  fillMedia,
  listMediaParts,
  type MediaPartRow,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofMedia } from '../within.ts';
import { requireMedia } from './get.ts';
import { mediaUpdate, orDiscard } from './ingest.ts';
import { presentMedia } from './present.ts';
import { receiveFile } from './receive-file.ts';
import { removeParts } from './receive-part.ts';

export const completeParts = implement('media.completeParts', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId, parts: named }) {
    const { store } = context;
    const announced = await requireMedia(context, mediaId);
    // Completed before, or by a request whose answer was lost.
    if (announced.status === 'ready') return presentMedia(context, announced);
    const parts = chosenParts(await listMediaParts(store.db, mediaId), named);
    const info = await receiveFile(context, {
      stream: Readable.from(bytesOf(context, parts), { objectMode: false }),
      filename: announced.filename ?? undefined,
      declaredType: announced.declaredType ?? undefined,
    });
    const filled = await orDiscard(context, info, () =>
      context.commit({ subject: { type: 'media', id: mediaId } }, async (tx) => {
        const row = await fillMedia(tx, mediaId, mediaUpdate(info));
        if (row) await deleteMediaParts(tx, mediaId);
        return row;
      }),
    );
    if (filled) await removeParts(context, parts);
    return presentMedia(context, filled ?? (await requireMedia(context, mediaId)));
  },
  repeat: async (context, mediaId) => presentMedia(context, await requireMedia(context, mediaId)),
});

/** The parts that are named, in order. @throws LinchpinError MEDIA_PART_MISSING */
function chosenParts(
  stored: readonly MediaPartRow[],
  named: readonly { number: number; etag: string }[],
): MediaPartRow[] {
  const sorted = [...named].sort((a, b) => a.number - b.number);
  return sorted.map(({ number, etag }, index) => {
    const part = stored.find((row) => row.number === number);
    // With a gap the file would be damaged, and no error would say so.
    if (number !== index + 1 || part?.etag !== etag.replace(/^(W\/)?"?|"$/g, ''))
      throw refusal('MEDIA_PART_MISSING', { field: 'parts', values: { number: index + 1 } });
    return part;
  });
}

async function* bytesOf(
  { storage }: Pick<Context, 'storage'>,
  parts: readonly MediaPartRow[],
): AsyncGenerator<Buffer> {
  for (const { storageKey } of parts) yield* storage.read(storageKey) as AsyncIterable<Buffer>; // A stream of bytes.
}
