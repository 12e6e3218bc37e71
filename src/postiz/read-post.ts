import { refusal } from '../domain/errors/index.ts';
import { readText } from './read-text.ts';
import type { CreatePosts, Element, Settings } from './shapes/post.ts';

/** One element of `posts` as the input of `posts.create`. @throws LinchpinError for what Pinterest cannot do */
export function readElement({ type, date, tags }: CreatePosts, element: Element) {
  const { content, media } = readValue(element);
  return {
    content,
    ...media,
    platforms: [readTarget(element.integration.id, element.settings ?? {}, element)],
    tags: tags.map(({ label, value }) => label ?? value),
    ...timeOf(type, date),
  };
}

/** A text and its pictures. @throws LinchpinError PIN_FIRST_COMMENT_UNSUPPORTED */
export function readValue({ value }: Pick<Element, 'value'>): { content: string; media: object } {
  const [first, ...comments] = value;
  if (comments.some(({ content, image }) => content.trim() !== '' || image.length > 0))
    throw refusal('PIN_FIRST_COMMENT_UNSUPPORTED', { field: 'value[1]' });
  const mediaItems = (first?.image ?? []).map(({ id, path, alt }) => ({
    // The command line sends an id of its own making with a path, other clients the id alone.
    ...(path ? { url: path } : { mediaId: id }),
    ...(alt && { altText: alt }),
  }));
  return { content: readText(first?.content ?? ''), media: { mediaItems } };
}

export function readTarget(
  accountId: string,
  settings: Settings,
  element: Pick<Element, 'value'> | null,
): object {
  const { board, section, title, link, alt_text, dominant_color, slides, ai_disclosures } =
    settings;
  const cover = element?.value[0]?.image.find(({ thumbnail }) => thumbnail)?.thumbnail;
  const keyFrame = settings.cover_image_key_frame_time;
  return {
    platform: 'pinterest',
    accountId,
    platformSpecificData: {
      ...given({
        boardId: board,
        boardSectionId: section,
        title,
        link,
        altText: alt_text,
        dominantColor: dominant_color,
        coverImageUrl: cover,
      }),
      ...(keyFrame != null && { coverImageKeyFrameTime: keyFrame }),
      ...(slides && { slides }),
      ...(ai_disclosures && { aiDisclosures: ai_disclosures }),
    },
  };
}

/** Without what clients send for nothing. */
const given = (fields: Record<string, string | null | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );

export function timeOf(type: CreatePosts['type'], date: string): object {
  if (type === 'now') return { publishNow: true };
  const planned = { scheduledFor: date, timezone: 'UTC' };
  return type === 'draft' ? { isDraft: true, ...planned } : planned;
}
