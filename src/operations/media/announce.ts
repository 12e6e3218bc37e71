import { refusal, type LinchpinError } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../../media/index.ts';
import { insertMedia, type MediaRow } from '../../store/index.ts';
import type { Context } from '../context.ts';

interface Announced {
  filename: string;
  contentType: string;
  /** Bytes; absent: not known yet. */
  size?: number | undefined;
}

/** Adds the row of a file whose bytes are uploaded later. @returns its id. @throws LinchpinError MEDIA_TOO_LARGE */
export async function announceMedia(
  context: Context,
  { filename, contentType, size = 0 }: Announced,
): Promise<string> {
  const limit = pinLimits.video.maxBytes;
  if (size > limit)
    throw refusal('MEDIA_TOO_LARGE', {
      field: 'size',
      values: { size: formatBytes(size), limit: formatBytes(limit) },
    });
  const id = newId(context.clock());
  await context.commit({ subject: { type: 'media', id } }, (tx) =>
    insertMedia(tx, {
      id,
      workspaceId: context.workspaceId,
      status: 'awaiting_upload',
      filename,
      declaredType: contentType,
    }),
  );
  return id;
}

/** @throws LinchpinError MEDIA_ALREADY_UPLOADED */
export function requireAwaited(media: MediaRow): void {
  if (media.status === 'ready') throw alreadyUploaded(media);
}

export const alreadyUploaded = ({ id, filename }: MediaRow, cause?: unknown): LinchpinError =>
  refusal('MEDIA_ALREADY_UPLOADED', { values: { filename: filename ?? id, mediaId: id }, cause });
