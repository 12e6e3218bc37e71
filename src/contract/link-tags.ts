import { z } from 'zod';
import { tagWords, type LinkTags as Tags } from '../domain/pins/link-tags.ts';

const words = tagWords.map((word) => `{${word}}`).join(', ');
const value = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => (text.match(/\{\w*\}/g) ?? []).every((word) => words.split(', ').includes(word)),
    `braces can hold one of ${words}`,
  )
  .optional();

/** Each is added to the link as a parameter with `utm_` before its name. */
export const LinkTags = z
  .strictObject({ source: value, medium: value, campaign: value, term: value, content: value })
  .describe(
    `Values may hold ${words}. Added to links without a utm_ parameter when a post is accepted.`,
  )
  .meta({ id: 'LinkTags' }) satisfies z.ZodType<Tags>;

const where = {
  profileId: z.string().optional().describe('The workspace; the only one where there is one.'),
  accountId: z.string().optional().describe('One account, in place of the whole workspace.'),
};

export const LinkTagsInput = z.object(where);
export const ChangeLinkTagsInput = z.strictObject({
  ...where,
  tags: LinkTags.nullable().describe(
    'null: nothing, or for an account what its workspace has. {}: nothing for this account.',
  ),
});
export type ChangeLinkTagsInput = z.output<typeof ChangeLinkTagsInput>;

export const LinkTagsInForce = z
  .object({
    workspace: LinkTags.nullable(),
    account: LinkTags.nullable().optional().describe('Absent: none was named.'),
    inForce: LinkTags.nullable().describe('What is added.'),
  })
  .meta({ id: 'LinkTagsInForce' });
export type LinkTagsInForce = z.output<typeof LinkTagsInForce>;
