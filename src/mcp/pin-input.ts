import { z } from 'zod';
import type { Account } from '../contract/index.ts';
import { isId } from '../domain/ids.ts';
import type { Caller } from '../door/index.ts';
import { account } from './account.ts';

const text = z.string().optional();

/** What a Pin shows. */
export const wordFields = {
  title: text.describe('Up to 100 characters.'),
  description: text.describe('Up to 800 characters.'),
  link: text.describe('Where the Pin leads.'),
  altText: text,
  section: text.describe('Of the board, by name or id.'),
};

/** Where a Pin goes. */
export const boardsField = z.array(z.string()).min(1).max(100).describe('Exact names or ids.');

/** What a Pin is made of and where it goes: one Pin for each board. */
export const pinFields = {
  account,
  boards: boardsField,
  media: z
    .array(z.string())
    .max(20)
    .describe('Addresses: an image, 2 to 5 for a carousel, or a video and its cover.'),
  ...wordFields,
};

/** When it goes out. */
export const timeFields = {
  at: text.describe('ISO 8601; without an offset in timezone.'),
  timezone: text.describe('Such as Europe/Berlin; else UTC.'),
};

/** The same fields without what they mean, which is said once. */
export const plain = <Fields extends Record<string, z.ZodType>>(fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.meta({ description: undefined })]),
  ) as Fields; // The same names and types.

const PinFields = z.object(pinFields);

/** The fields of a Pin as a post of the API. */
export function postOf(
  caller: Caller,
  { _id: accountId }: Account,
  given: z.output<typeof PinFields>,
) {
  const { boards, media, title, description, ...words } = given;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { content: description }),
    mediaItems: media.map((source) => ({ url: isId(source) ? caller.mediaUrl(source) : source })),
    platforms: boards.map((boardId) => ({
      platform: 'pinterest',
      accountId,
      platformSpecificData: { boardId, ...targetWords(words) },
    })),
  };
}

/** Words that each Pin of a post has for itself. */
const targetWords = ({
  link,
  altText,
  section,
}: {
  link?: string | undefined;
  altText?: string | undefined;
  section?: string | undefined;
}) => ({
  ...(link !== undefined && { link }),
  ...(altText !== undefined && { altText }),
  ...(section !== undefined && { boardSectionId: section }),
});

const TimeFields = z.object(timeFields);

/** A later time: one that has passed is refused. */
export const timeOf = ({ at, timezone }: z.output<typeof TimeFields>) => ({
  ...(at !== undefined && { scheduledFor: at, ifPast: 'refuse' as const }),
  ...(timezone !== undefined && { timezone }),
});
