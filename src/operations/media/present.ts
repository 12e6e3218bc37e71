import type { ListedMedia, Media } from '../../contract/index.ts';
import type { MediaRow, MediaUse, StoredMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** A stored file as the API shows it. */
export const presentMedia = (
  context: Context,
  media: StoredMedia & Pick<MediaRow, 'createdAt'>,
): Media => ({
  id: media.id,
  profileId: media.workspaceId,
  status: media.status,
  kind: media.kind,
  filename: media.filename,
  contentType: media.preparedType ?? media.declaredType,
  bytes: media.bytes,
  width: media.width,
  height: media.height,
  dominantColor: media.dominantColor,
  durationSeconds: media.video?.durationSeconds ?? null,
  url: context.links.media(media),
  notes: media.notes,
  createdAt: media.createdAt.toISOString(),
});

/** The same with the posts that show it; null: they are not asked for. */
export const presentListed = (
  context: Context,
  media: MediaRow,
  uses: readonly MediaUse[] | null,
): ListedMedia => ({
  ...presentMedia(context, media),
  ...(uses && {
    posts: uses
      .filter(({ mediaId }) => mediaId === media.id)
      .map(({ postId, createdAt, updatedAt }) => ({
        postId,
        createdAt: createdAt.toISOString(),
        updatedAt: updatedAt.toISOString(),
      })),
  }),
});
