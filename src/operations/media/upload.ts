import { Readable } from 'node:stream';
import { z } from 'zod';
import { DirectUpload, Media } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { fillMedia, getMedia, insertMedia, type MediaRow } from '../../store/index.ts';
import { operation } from '../operation.ts';
import type { Context } from '../context.ts';
import { discardMedia, mediaColumns } from './ingest.ts';
import { presentMedia } from './present.ts';
import { receiveFile } from './receive.ts';

const Stream = z.instanceof(Readable);

export const uploadMedia = operation({
  name: 'media.upload',
  summary: 'Uploads a file in one request',
  scope: 'write',
  destructive: false,
  input: z.object({
    file: Stream,
    filename: z.string().max(255).default('file'),
    contentType: z.string().optional(),
  }),
  output: DirectUpload,
  async run(context, input) {
    const info = await receiveFile(context, {
      stream: input.file,
      filename: input.filename,
      declaredType: input.contentType,
    });
    const media = await insertMedia(context.store.db, {
      id: newId(context.clock()),
      workspaceId: context.actor.workspaceId,
      filename: input.filename,
      declaredType: input.contentType ?? null,
      ...mediaColumns(info),
      advice: JSON.stringify(info.warnings),
    });
    return {
      url: context.links.media(media),
      filename: input.filename,
      contentType: info.preparedType,
      size: info.bytes,
      media: presentMedia(context, media),
    };
  },
});

/**
 * Reached with a signed address instead of a key: the signature is the permission. An address takes one file: whoever
 * accepts or approves a post has seen the bytes that are published, so a later upload of others is refused.
 */
export const receiveUpload = operation({
  name: 'media.receive',
  summary: 'Takes the bytes of a presigned upload; the same bytes again are answered alike',
  scope: 'write',
  destructive: false,
  input: z.object({ mediaId: z.string(), file: Stream }),
  output: Media,
  async run(context, { mediaId, file }) {
    const announced = await getMedia(context.store.db, mediaId);
    if (!announced) throw refusal('NOT_FOUND');
    const info = await receiveFile(context, {
      stream: file,
      filename: announced.filename ?? undefined,
      declaredType: announced.declaredType ?? undefined,
    }).catch((error: unknown) => {
      // What cannot even be read is another file than the one that is there.
      throw announced.status === 'ready' ? alreadyUploaded(announced, error) : error;
    });
    let filled: MediaRow | undefined;
    try {
      // Another upload to this address may have finished first.
      filled = await fillMedia(context.store.db, mediaId, {
        ...mediaColumns(info),
        advice: JSON.stringify(info.warnings),
      });
      return presentMedia(context, filled ?? (await sameFile(context, announced, info.sha256)));
    } finally {
      if (!filled) await discardMedia(context, [info]);
    }
  },
});

/** The stored media when it is the same file. @throws LinchpinError MEDIA_ALREADY_UPLOADED */
async function sameFile(context: Context, media: MediaRow, sha256: string): Promise<MediaRow> {
  const stored = await getMedia(context.store.db, media.id);
  if (!stored) throw refusal('NOT_FOUND');
  if (stored.sha256 !== sha256) throw alreadyUploaded(stored);
  return stored;
}

const alreadyUploaded = ({ id, filename }: MediaRow, cause?: unknown) =>
  refusal('MEDIA_ALREADY_UPLOADED', { values: { filename: filename ?? id, mediaId: id }, cause });
