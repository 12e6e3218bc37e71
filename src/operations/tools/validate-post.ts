import {
  readPostAliases,
  ValidatedPost,
  ValidatePostInput,
  type CreatePostInput,
} from '../../contract/index.ts';
import type { Problem } from '../../domain/errors/index.ts';
import { insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia, mediaInsert } from '../media/ingest.ts';
import { presentMedia } from '../media/present.ts';
import { operation } from '../operation.ts';
import { parseLeniently } from '../parse.ts';
import { preflight, type Preflight } from '../posts/preflight.ts';
import { repairPost, withAutofix } from '../posts/repair.ts';

export const validatePost = operation({
  name: 'tools.validatePost',
  summary: 'Everything that is wrong with a post, without publishing it; with repair, a mended one',
  scope: 'read',
  destructive: false,
  input: ValidatePostInput,
  output: ValidatedPost,
  readAliases: readPostAliases,
  parse: parseLeniently,
  run: (context, { repair, ...post }, found) => checkPost(context, post, found, repair === true),
});

/** Runs the validator that accepting a post runs, and says what it found. */
export async function checkPost(
  context: Context,
  post: CreatePostInput,
  found: readonly Problem[],
  repair: boolean,
): Promise<ValidatedPost> {
  // A post without a time is checked as if it went out now: as a draft hardly anything would be required.
  const input: CreatePostInput =
    post.isDraft || post.scheduledFor !== undefined ? post : { ...post, publishNow: true };
  const checked = await preflight(context, input, found);
  await discardMedia(context, checked.media.fresh);
  const problems = withAutofix(checked.problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    valid: errors.length === 0,
    message: summary(errors.length, warnings.length),
    ...(errors.length > 0 && {
      errors: errors.map(({ message }) => ({ platform: 'pinterest', error: message })),
    }),
    warnings: warnings.map(({ message }) => ({ platform: 'pinterest', warning: message })),
    problems,
    ...(repair && { repaired: await mended(context, input, checked) }),
  };
}

/** Mends the post, checks it again, and keeps its media, so that they can be looked at and published. */
async function mended(context: Context, input: CreatePostInput, checked: Preflight) {
  const { input: post, changes } = repairPost(input, checked.problems, checked.destinations);
  const again = await preflight(context, post);
  const { db } = context.store;
  for (const media of again.media.fresh) await insertMedia(db, mediaInsert(media));
  const shown = again.media.plans.flatMap((plan) => plan?.media ?? []);
  const media = shown.length ? shown : again.media.media;
  const unique = [...new Map(media.map((item) => [item.id, item])).values()];
  const { mediaItems: _, mediaFit: __, ...rest } = post;
  return {
    valid: again.problems.every(({ severity }) => severity !== 'error'),
    changes,
    post: { ...rest, mediaIds: unique.map(({ id }) => id) },
    media: unique.map((item) =>
      presentMedia(context, { ...item, createdAt: new Date(context.clock()) }),
    ),
    problems: withAutofix(again.problems),
  };
}

function summary(errors: number, warnings: number): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  if (errors) return `${count(errors, 'problem')} must be put right before this can be published.`;
  return warnings ? `Ready to publish, with ${count(warnings, 'warning')}.` : 'Ready to publish.';
}
