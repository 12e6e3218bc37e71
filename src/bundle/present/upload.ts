import type { z } from 'zod';
import type { ListedMedia, Media, PostMediaItem } from '../../contract/index.ts';
import type { ListedUpload, Upload } from '../shapes/upload.ts';
import { organizationId } from './team.ts';

/** The path of an upload is the id of its file. */
export const presentUpload = (media: Media): Upload => {
  const isImage = media.kind === 'image';
  return {
    id: media.id,
    teamId: media.profileId,
    organizationId,
    iconUrl: isImage ? media.url : null,
    thumbnailUrl: isImage ? media.url : null,
    url: media.url,
    externalLink: null,
    iconPath: null,
    thumbnailPath: null,
    path: media.id,
    type: media.kind ?? 'image',
    width: media.width,
    height: media.height,
    fileSize: media.bytes,
    videoLength: media.durationSeconds,
    mime: media.contentType,
    ext: media.contentType?.split('/')[1] ?? null,
    createdAt: media.createdAt,
    updatedAt: media.createdAt,
  };
};

export const presentListedUpload = (media: ListedMedia): z.output<typeof ListedUpload> => ({
  ...presentUpload(media),
  ...(media.posts && {
    posts: media.posts.map((use) => ({ ...use, uploadId: media.id, deletedAt: null })),
  }),
});

/** What a post knows of its file. */
export const presentPostUpload = (
  item: z.output<typeof PostMediaItem>,
  teamId: string,
): Upload => ({
  ...presentUpload({
    id: item.mediaId,
    profileId: teamId,
    status: 'ready',
    kind: item.type,
    filename: null,
    contentType: null,
    bytes: null,
    width: item.width,
    height: item.height,
    dominantColor: item.dominantColor,
    durationSeconds: item.durationSeconds,
    url: item.url,
    notes: [],
    createdAt: '',
  }),
  createdAt: null,
  updatedAt: null,
});
