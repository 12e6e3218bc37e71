import type { NewPost } from '../../api/client.ts';
import { arrange } from './media/arrangement.ts';
import { allItems, isVideo, type Item, type SlideWords } from './media/items.ts';

/** What the form holds. */
export interface ComposeValues {
  media: Item[];
  /** The address being typed; it counts as the last of the media. */
  mediaUrl: string;
  /** How images of different shapes are made to fit; empty while nobody has chosen. */
  fit: '' | 'crop' | 'pad';
  /** Second of the video whose frame is its cover. */
  coverSecond: string;
  accountId: string;
  boardId: string;
  title: string;
  description: string;
  link: string;
  altText: string;
  aiGenerated: boolean;
}

export const blank: ComposeValues = {
  media: [],
  mediaUrl: '',
  fit: '',
  coverSecond: '',
  accountId: '',
  boardId: '',
  title: '',
  description: '',
  link: '',
  altText: '',
  aiGenerated: false,
};

/** Pinterest's limits, in characters. The server enforces them; these only count. */
export const limits = { title: 100, description: 800, link: 2048, altText: 500 } as const;

/** Beyond this a description is cut in most of Pinterest's views. */
export const usualDescription = 500;

/** `repeat`: published although the same Pin was accepted before. `at`: scheduled for that time (ISO 8601). */
export type Intent = 'publish' | 'repeat' | 'draft' | { at: string };

/** Empty fields are left out: "" would be a value. */
export function toPost(values: ComposeValues, intent: Intent): NewPost {
  const items = allItems(values);
  const { kind, cover } = arrange(items);
  const words = kind === 'carousel' ? items.map((item) => filled(item)) : [];
  return {
    content: values.description.trim(),
    ...mediaOf(items),
    ...(kind === 'carousel' && values.fit && { mediaFit: values.fit }),
    platforms: [
      {
        platform: 'pinterest',
        accountId: values.accountId,
        platformSpecificData: {
          ...(values.boardId && { boardId: values.boardId }),
          ...filled({ title: values.title, link: values.link }),
          ...(values.altText.trim() && { altText: values.altText.trim() }),
          ...(words.some((slide) => Object.keys(slide).length > 0) && { slides: words }),
          ...(kind === 'video' &&
            !cover &&
            values.coverSecond && { coverImageKeyFrameTime: Number(values.coverSecond) }),
          ...(values.aiGenerated && { isAiGenerated: true }),
        },
      },
    ],
    ...(typeof intent === 'object'
      ? { scheduledFor: intent.at }
      : intent === 'draft'
        ? { isDraft: true }
        : { publishNow: true }),
    ...(intent === 'repeat' && { allowDuplicate: true }),
  };
}

/** Ids where there are only uploads; otherwise addresses, which keep all in one order. */
function mediaOf(items: readonly Item[]): Pick<NewPost, 'mediaIds' | 'mediaItems'> {
  const ids = items.flatMap(({ media }) => media?.id ?? []);
  if (items.length === 0) return {};
  if (ids.length === items.length) return { mediaIds: ids };
  return {
    mediaItems: items.map((item) => ({
      type: isVideo(item) ? 'video' : 'image',
      url: item.media?.url ?? item.url,
    })),
  };
}

const filled = ({ title = '', description = '', link = '' }: Partial<SlideWords>) => ({
  ...(title.trim() && { title: title.trim() }),
  ...(description.trim() && { description: description.trim() }),
  ...(link.trim() && { link: link.trim() }),
});

/** Characters as Pinterest counts them: code points, so an emoji is one. */
export const countCharacters = (text: string) => Array.from(text).length;
