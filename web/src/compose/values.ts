import type { Media, NewPost } from '../api/client.ts';

/** What the form holds. An uploaded file wins over an address. */
export interface ComposeValues {
  upload: Media | null;
  mediaUrl: string;
  accountId: string;
  boardId: string;
  title: string;
  description: string;
  link: string;
  altText: string;
}

export type ComposeField = keyof ComposeValues;

export const blank: ComposeValues = {
  upload: null,
  mediaUrl: '',
  accountId: '',
  boardId: '',
  title: '',
  description: '',
  link: '',
  altText: '',
};

/** Pinterest's limits, in characters. The server enforces them; these only count. */
export const limits = { title: 100, description: 800, link: 2048, altText: 500 } as const;

/** Beyond this a description is cut in most of Pinterest's views. */
export const usualDescription = 500;

export type Intent = 'publish' | 'draft';

/** Empty fields are left out: "" would be a value. */
export function toPost(values: ComposeValues, intent: Intent): NewPost {
  const title = values.title.trim();
  const link = values.link.trim();
  const altText = values.altText.trim();
  const mediaUrl = values.mediaUrl.trim();
  return {
    content: values.description.trim(),
    ...(values.upload
      ? { mediaIds: [values.upload.id] }
      : mediaUrl && { mediaItems: [{ type: 'image' as const, url: mediaUrl }] }),
    platforms: [
      {
        platform: 'pinterest',
        accountId: values.accountId,
        platformSpecificData: {
          ...(values.boardId && { boardId: values.boardId }),
          ...(title && { title }),
          ...(link && { link }),
          ...(altText && { altText }),
        },
      },
    ],
    ...(intent === 'draft' ? { isDraft: true } : { publishNow: true }),
  };
}

/** Characters as Pinterest counts them: code points, so an emoji is one. */
export const countCharacters = (text: string) => Array.from(text).length;
