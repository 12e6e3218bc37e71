import { refusal, type Problem } from '../domain/errors/index.ts';
import type { PinOutcome } from '../domain/pins/pin.ts';
import type { ClaimedMedia, ClaimedPin } from '../store/index.ts';
import type { PinImage, PinMedia } from './pin-body.ts';
import type { PublishPolicy } from './policy.ts';
import type { PinWork, PublisherDeps } from './step.ts';

/**
 * Outcome when media cannot be read. A file that is missing or unreadable is retried (it may be on another machine, or
 * its disk be mounted again); other errors are final.
 */
export const withoutMedia = (reason: Problem, policy: PublishPolicy): PinOutcome =>
  reason.code === 'MEDIA_FILE_MISSING' || reason.code === 'MEDIA_FILE_UNREADABLE'
    ? { kind: 'held', reason, delayMs: policy.missingFileDelayMs }
    : { kind: 'failed', problem: reason };

export interface LoadedMedia {
  media: PinMedia;
  /** To be called when the request has ended: until then its pictures count as held in memory. */
  free: () => void;
}

/**
 * Reads what a Pin shows, as it will be sent, once there is room for it in memory.
 * @throws LinchpinError MEDIA_NOT_FOUND, MEDIA_FILE_MISSING, MEDIA_FILE_UNREADABLE, VIDEO_NOT_UPLOADED; the signal's reason
 */
export async function loadMedia(
  deps: PublisherDeps,
  { pin, signal }: Pick<PinWork, 'pin' | 'signal'>,
): Promise<LoadedMedia> {
  const bytes = pin.media
    .filter(({ kind }) => kind === 'image')
    .reduce((sum, { preparedBytes }) => sum + (preparedBytes ?? 0), 0);
  const free = await deps.pictureBytes.take(bytes, signal);
  try {
    return { media: await readMedia(deps, pin), free };
  } catch (error) {
    free();
    throw error;
  }
}

async function readMedia(deps: PublisherDeps, pin: ClaimedPin): Promise<PinMedia> {
  const row = (id: string): ClaimedMedia => {
    const found = pin.media.find((media) => media.id === id);
    if (!found) throw refusal('MEDIA_NOT_FOUND', { values: { mediaId: id } });
    return found;
  };
  const image = (id: string) => loadImage(deps, row(id));
  const [first = ''] = pin.mediaIds;
  switch (pin.kind) {
    case 'carousel':
      return { kind: 'carousel', images: await Promise.all(pin.mediaIds.map(image)) };
    case 'video': {
      if (pin.uploadId === null) throw refusal('VIDEO_NOT_UPLOADED');
      const cover = pin.coverMediaId === null ? null : await image(pin.coverMediaId);
      return { kind: 'video', uploadId: pin.uploadId, cover };
    }
    case 'animation':
      return { kind: 'animation', url: deps.originalUrl(row(first)) };
    default:
      return { kind: 'image', image: await image(first) };
  }
}

async function loadImage(deps: PublisherDeps, media: ClaimedMedia): Promise<PinImage> {
  const { preparedKey, preparedType, dominantColor } = media;
  if (preparedKey === null || (preparedType !== 'image/jpeg' && preparedType !== 'image/png'))
    throw refusal('MEDIA_NOT_FOUND', { values: { mediaId: media.id } });
  return {
    data: await deps.storage.readBuffer(preparedKey),
    contentType: preparedType,
    dominantColor,
  };
}
