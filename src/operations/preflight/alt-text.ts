import type { CreatePostInput, TargetInput } from '../../contract/index.ts';

/**
 * The alt text of a target: its own, else that of the first medium it shows. An uploaded medium brings none, and that of
 * another medium describes another picture.
 * @param path of the target in the request.
 * @returns the text, and where it stands.
 */
export function altTextOf(
  post: Pick<CreatePostInput, 'mediaIds' | 'mediaItems'>,
  target: Pick<TargetInput, 'mediaIds' | 'customMedia' | 'platformSpecificData'>,
  path: string,
): { text: string | null; field: string } {
  const own = target.platformSpecificData.altText?.trim();
  if (own) return { text: own, field: `${path}.platformSpecificData.altText` };
  const showsOwn = Boolean(target.mediaIds?.length || target.customMedia?.length);
  const { ids, items, name } = showsOwn
    ? { ids: target.mediaIds, items: target.customMedia, name: `${path}.customMedia` }
    : { ids: post.mediaIds, items: post.mediaItems, name: 'mediaItems' };
  // Media named by id come before those named by address.
  const text = ids?.length ? null : items?.[0]?.altText?.trim() || null;
  return { text, field: `${name}[0].altText` };
}
