import type { CreatePostInput, ValidatedPost } from '../../contract/index.ts';
import type { Problem } from '../../domain/errors/index.ts';
import { insertMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { discardMedia, mediaInsert } from '../media/ingest.ts';
import { presentMedia } from '../media/present.ts';
import { asksForSlot } from '../scheduling/timing.ts';
import { preflight, type Preflight } from './preflight.ts';
import { repairPost, withAutofix, type Change } from './repair.ts';
import { withStoredMedia } from './repair-media.ts';
import { repeatsOf } from './repeats.ts';

/** A post without a time is checked as if it went out now: as a draft hardly anything would be required. */
export const asGoingOut = (post: CreatePostInput): CreatePostInput =>
  post.isDraft || post.scheduledFor !== undefined || asksForSlot(post)
    ? post
    : { ...post, publishNow: true };

/** Runs the validator that accepting a post runs, and says what it found. */
export async function checkPost(
  context: Context,
  post: CreatePostInput,
  found: readonly Problem[],
  { repair, suggestions }: { repair: boolean; suggestions: boolean },
): Promise<ValidatedPost> {
  const input = asGoingOut(post);
  const checked = await preflightAsNew(context, input, found, suggestions);
  const problems = withAutofix(checked.problems, input, checked.destinations);
  const repaired = repair ? await repairAndStore(context, input, checked, found) : null;
  if (repaired === null) await discardMedia(context, checked.media.fresh);
  // publishNow was only assumed for the check; the repaired post must not publish at once.
  else if (post.publishNow === undefined) delete repaired.post.publishNow;
  return { ...summarize(problems), ...(repaired && { repaired }) };
}

/** What was found, in Zernio's shape. */
export function summarize(problems: readonly Problem[]): ValidatedPost {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    valid: errors.length === 0,
    message: summary(errors.length, warnings.length),
    ...(errors.length > 0 && {
      errors: errors.map(({ message }) => ({ platform: 'pinterest', error: message })),
    }),
    warnings: warnings.map(({ message }) => ({ platform: 'pinterest', warning: message })),
    problems: [...problems],
  };
}

/** The preflight of a new post, including the last check of accepting: a Pin the board already has. */
async function preflightAsNew(
  context: Context,
  input: CreatePostInput,
  found: readonly Problem[] = [],
  suggestions = false,
): Promise<Preflight> {
  const checked = await preflight(context, input, found, { suggestions });
  const [repeats = []] = await repeatsOf(context, [{ input, checked, name: 'this post' }]);
  return { ...checked, problems: [...checked.problems, ...repeats] };
}

/** Rounds of repair: one fix can uncover the next problem, such as six images of two shapes. */
const maxRounds = 4;

/** Repairs the post until nothing is left to repair, and stores its media, so that they can be previewed and published. */
async function repairAndStore(
  context: Context,
  given: CreatePostInput,
  first: Preflight,
  found: readonly Problem[],
) {
  let checked = first;
  let input = given;
  let left = found;
  const changes: Change[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const step = repairPost(input, checked.problems, checked.destinations);
    if (step.changes.length === 0) break;
    await discardMedia(context, checked.media.fresh);
    changes.push(...step.changes);
    input = step.input;
    const handled = new Set(step.changes.map(({ field, code }) => `${code} ${field}`));
    left = left.filter(({ field, code }) => !handled.has(`${code} ${field}`));
    checked = await preflightAsNew(context, input, left);
  }
  const { media, problems } = checked;
  for (const item of media.fresh) await insertMedia(context.store.db, mediaInsert(item));
  const shown = media.plans.flatMap((plan) =>
    plan ? [...plan.media, plan.cover ?? []].flat() : [],
  );
  const all = shown.length ? shown : media.media;
  const unique = [...new Map(all.map((item) => [item.id, item])).values()];
  return {
    valid: problems.every(({ severity }) => severity !== 'error'),
    changes,
    post: withStoredMedia(input, media),
    media: unique.map((item) =>
      presentMedia(context, { ...item, createdAt: new Date(context.clock()) }),
    ),
    problems: withAutofix(problems, input, checked.destinations),
  };
}

function summary(errors: number, warnings: number): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  if (errors) return `${count(errors, 'problem')} must be put right before this can be published.`;
  return warnings ? `Ready to publish, with ${count(warnings, 'warning')}.` : 'Ready to publish.';
}
