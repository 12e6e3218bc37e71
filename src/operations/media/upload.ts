import { Readable } from 'node:stream';
import { z } from 'zod';
import { DirectUpload, Media } from '../../contract/index.ts';
import { refuse } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { getMedia, insertMedia, updateMedia } from '../../store/index.ts';
import { operation } from '../operation.ts';
import { mediaColumns } from './ingest.ts';
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
    const facts = await receiveFile(context, {
      stream: input.file,
      filename: input.filename,
      declaredType: input.contentType,
    });
    const media = await insertMedia(context.store.db, {
      id: newId(context.clock()),
      workspaceId: context.actor.workspaceId,
      filename: input.filename,
      declaredType: input.contentType ?? null,
      ...mediaColumns(facts),
      advice: JSON.stringify(facts.warnings),
    });
    return {
      url: context.links.media(media),
      filename: input.filename,
      contentType: facts.preparedType,
      size: facts.bytes,
      media: presentMedia(context, media),
    };
  },
});

/** Reached with a signed address instead of a key: the signature is the permission. */
export const receiveUpload = operation({
  name: 'media.receive',
  summary: 'Takes the bytes of a presigned upload',
  scope: 'write',
  destructive: false,
  input: z.object({ mediaId: z.string(), file: Stream }),
  output: Media,
  async run(context, { mediaId, file }) {
    const announced = await getMedia(context.store.db, mediaId);
    if (!announced) throw refuse('NOT_FOUND');
    // A repeated PUT of the same address is answered, not stored again: the file may be in use.
    if (announced.status === 'ready') {
      file.resume();
      return presentMedia(context, announced);
    }
    const facts = await receiveFile(context, {
      stream: file,
      filename: announced.filename ?? undefined,
      declaredType: announced.declaredType ?? undefined,
    });
    return presentMedia(
      context,
      await updateMedia(context.store.db, mediaId, {
        ...mediaColumns(facts),
        advice: JSON.stringify(facts.warnings),
      }),
    );
  },
});
