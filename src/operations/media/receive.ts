import { refusal } from '../../domain/errors/index.ts';
import { fillMedia, getMedia, type MediaRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofMedia } from '../within.ts';
import { alreadyUploaded } from './announce.ts';
import { mediaUpdate, orDiscard } from './ingest.ts';
import { presentMedia } from './present.ts';
import { receiveFile } from './receive-file.ts';

/**
 * Reached with a signed address instead of a key: the signature is the permission. An address takes one file: whoever
 * accepts or approves a post has seen the bytes that are published, so a later upload of others is refused.
 */
export const receiveUpload = implement('media.receive', {
  scope: 'media:write',
  within: ofMedia,
  async run(context, { mediaId, file }) {
    const announced = await getMedia(context.store.db, mediaId);
    if (!announced) throw refusal('NOT_FOUND');
    const info = await receiveFile(context, {
      stream: file,
      filename: announced.filename ?? undefined,
      declaredType: announced.declaredType ?? undefined,
    }).catch((error: unknown) => {
      // An unreadable upload to a used address counts as another file.
      throw announced.status === 'ready' ? alreadyUploaded(announced, error) : error;
    });
    // Another upload to this address may have finished first.
    const filled = await orDiscard(context, info, () =>
      fillMedia(context.store.db, mediaId, mediaUpdate(info)),
    );
    return presentMedia(context, filled ?? (await sameFile(context, announced, info.sha256)));
  },
});

/** The stored media when it is the same file. @throws LinchpinError MEDIA_ALREADY_UPLOADED */
async function sameFile(context: Context, media: MediaRow, sha256: string): Promise<MediaRow> {
  const stored = await getMedia(context.store.db, media.id);
  if (!stored) throw refusal('NOT_FOUND');
  if (stored.sha256 !== sha256) throw alreadyUploaded(stored);
  return stored;
}
