import type { CarouselItem, PinContent, StoredImage } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';
import { fetchImage } from '../media/fetch-image.ts';
import { placeholderFrame, storeImage } from '../media/images.ts';
import { mediaStatus } from '../media/media-status.ts';
import type { MediaSource } from '../protocol/schemas.ts';
import type { SignedIn, SandboxContext } from '../state/context.ts';

type Source<T extends MediaSource['source_type']> = Extract<MediaSource, { source_type: T }>;

/** Turns a media source into stored, decoded content. */
export async function resolveContent(
  sandbox: SandboxContext,
  caller: SignedIn,
  source: MediaSource,
): Promise<PinContent> {
  switch (source.source_type) {
    case 'image_base64':
    case 'image_url':
      return { type: 'image', image: await resolveImage(sandbox, source) };
    case 'multiple_image_base64':
    case 'multiple_image_urls':
      return { type: 'carousel', items: await resolveItems(sandbox, source) };
    case 'video_id':
      return resolveVideo(sandbox, caller, source);
    case 'pin_url':
      // Beta: apps without the grant get a code 3. The feature's name is our guess.
      throw errors.restricted('pin_url');
  }
}

function resolveImage(
  sandbox: SandboxContext,
  source: { url: string } | { content_type: string; data: string },
): Promise<StoredImage> {
  if ('url' in source) return imageFrom(sandbox, source.url);
  return storeImage(sandbox.blobs, Buffer.from(source.data, 'base64'), source.content_type);
}

async function imageFrom(sandbox: SandboxContext, url: string): Promise<StoredImage> {
  const bytes = await fetchImage(url, {
    timeoutMs: sandbox.settings.fetchTimeoutMs,
    allowPrivate: sandbox.allowPrivateUrls,
  });
  return storeImage(sandbox.blobs, bytes);
}

async function resolveItems(
  sandbox: SandboxContext,
  source: Source<'multiple_image_base64'> | Source<'multiple_image_urls'>,
): Promise<CarouselItem[]> {
  if (source.index !== undefined && source.index >= source.items.length) {
    throw errors.invalidRequest(
      `${source.index} is greater than the maximum of ${source.items.length - 1}`,
    );
  }
  const items: CarouselItem[] = [];
  for (const { title = null, description = null, link = null, ...picture } of source.items) {
    items.push({ image: await resolveImage(sandbox, picture), title, description, link });
  }
  return items;
}

async function resolveVideo(
  sandbox: SandboxContext,
  caller: SignedIn,
  source: Source<'video_id'>,
): Promise<PinContent> {
  const media = sandbox.store.get('media', source.media_id);
  if (media === undefined || media.ownerId !== caller.user.id) throw errors.mediaNotFound();
  const { upload } = media;
  if (upload === null || mediaStatus(sandbox, media) !== 'succeeded') {
    throw errors.invalidRequest(`media ${media.id} is ${mediaStatus(sandbox, media)}`);
  }
  const cover = await resolveCover(sandbox, source, upload.video);
  const readyAt = sandbox.clock.elapsed() + sandbox.settings.videoPinDelayMs;
  return { type: 'video', mediaId: media.id, cover, readyAt, video: upload.video };
}

async function resolveCover(
  sandbox: SandboxContext,
  source: Source<'video_id'>,
  video: { width: number | null; height: number | null },
): Promise<StoredImage> {
  if (source.cover_image_url !== undefined) return imageFrom(sandbox, source.cover_image_url);
  if (source.cover_image_data !== undefined && source.cover_image_content_type !== undefined) {
    const bytes = Buffer.from(source.cover_image_data, 'base64');
    return storeImage(sandbox.blobs, bytes, source.cover_image_content_type);
  }
  if (source.cover_image_key_frame_time !== undefined) {
    const frame = await placeholderFrame(
      Math.max(100, video.width ?? 1000),
      Math.max(100, video.height ?? 1500),
    );
    return storeImage(sandbox.blobs, frame);
  }
  throw errors.invalidRequest(
    'one of cover_image_url or cover_image_content_type and cover_image_data is required',
  );
}
