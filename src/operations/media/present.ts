import type { Media } from '../../contract/index.ts';
import type { MediaRow, StoredMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** A stored file as the API shows it. */
export const presentMedia = (
  context: Context,
  media: StoredMedia & Pick<MediaRow, 'createdAt'>,
): Media => ({
  id: media.id,
  status: media.status,
  kind: media.kind,
  filename: media.filename,
  contentType: media.preparedType ?? media.declaredType,
  bytes: media.bytes,
  width: media.width,
  height: media.height,
  dominantColor: media.dominantColor,
  url: context.links.media(media),
  notes: media.notes,
  createdAt: media.createdAt.toISOString(),
});
