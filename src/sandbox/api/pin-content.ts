import type { CarouselItem, PinContent, StoredImage } from '../entities.ts';
import { errors } from '../errors.ts';
import { fetchImage } from '../fetch-image.ts';
import { placeholderFrame, storeImage } from '../images.ts';
import { mediaStatus } from '../media-status.ts';
import type { MediaSource } from '../schemas.ts';
import type { SignedIn, World } from '../world.ts';

type Source<T extends MediaSource['source_type']> = Extract<MediaSource, { source_type: T }>;

/** Turns a media source into stored, decoded content. */
export async function resolveContent(
  world: World,
  caller: SignedIn,
  source: MediaSource,
): Promise<PinContent> {
  switch (source.source_type) {
    case 'image_base64':
    case 'image_url':
      return { type: 'image', image: await resolveImage(world, source) };
    case 'multiple_image_base64':
    case 'multiple_image_urls':
      return { type: 'carousel', items: await resolveItems(world, source) };
    case 'video_id':
      return resolveVideo(world, caller, source);
    case 'pin_url':
      // Beta: apps without the grant get a code 3. The feature's name is our guess.
      throw errors.restricted('pin_url');
  }
}

function resolveImage(
  world: World,
  source: { url: string } | { content_type: string; data: string },
): Promise<StoredImage> {
  if ('url' in source) return imageFrom(world, source.url);
  return storeImage(world.blobs, Buffer.from(source.data, 'base64'), source.content_type);
}

async function imageFrom(world: World, url: string): Promise<StoredImage> {
  const bytes = await fetchImage(url, {
    timeoutMs: world.settings.fetchTimeoutMs,
    allowPrivate: world.allowPrivateUrls,
  });
  return storeImage(world.blobs, bytes);
}

async function resolveItems(
  world: World,
  source: Source<'multiple_image_base64'> | Source<'multiple_image_urls'>,
): Promise<CarouselItem[]> {
  if (source.index !== undefined && source.index >= source.items.length) {
    throw errors.invalidRequest(
      `${source.index} is greater than the maximum of ${source.items.length - 1}`,
    );
  }
  const items: CarouselItem[] = [];
  for (const { title = null, description = null, link = null, ...picture } of source.items) {
    items.push({ image: await resolveImage(world, picture), title, description, link });
  }
  return items;
}

async function resolveVideo(
  world: World,
  caller: SignedIn,
  source: Source<'video_id'>,
): Promise<PinContent> {
  const media = world.store.get('media', source.media_id);
  if (media === undefined || media.ownerId !== caller.user.id) throw errors.mediaNotFound();
  const { upload } = media;
  if (upload === null || mediaStatus(world, media) !== 'succeeded') {
    throw errors.invalidRequest(`media ${media.id} is ${mediaStatus(world, media)}`);
  }
  const cover = await resolveCover(world, source, upload.facts);
  const readyAt = world.clock.elapsed() + world.settings.videoPinDelayMs;
  return { type: 'video', mediaId: media.id, cover, readyAt, facts: upload.facts };
}

async function resolveCover(
  world: World,
  source: Source<'video_id'>,
  facts: { width: number | null; height: number | null },
): Promise<StoredImage> {
  if (source.cover_image_url !== undefined) return imageFrom(world, source.cover_image_url);
  if (source.cover_image_data !== undefined && source.cover_image_content_type !== undefined) {
    const bytes = Buffer.from(source.cover_image_data, 'base64');
    return storeImage(world.blobs, bytes, source.cover_image_content_type);
  }
  if (source.cover_image_key_frame_time !== undefined) {
    const frame = await placeholderFrame(
      Math.max(100, facts.width ?? 1000),
      Math.max(100, facts.height ?? 1500),
    );
    return storeImage(world.blobs, frame);
  }
  throw errors.invalidRequest(
    'one of cover_image_url or cover_image_content_type and cover_image_data is required',
  );
}
