import type { CreatePostInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import type { Context } from '../context.ts';
import { resolveMedia, type ResolvedMedia } from './resolve-media.ts';
import { resolveTargets, type ResolvedTarget } from './resolve-targets.ts';
import { readTiming, type Timing } from './timing.ts';

/** What a post would become, and everything there is to say about it. */
export interface Preflight {
  timing: Timing;
  /** One for each entry of platforms; null where it cannot be published. */
  targets: (ResolvedTarget | null)[];
  media: ResolvedMedia;
  problems: Problem[];
}

/**
 * The one validator: create, validate, dry runs and repairs all run this. It fetches and decodes media, and asks
 * Pinterest nothing. Whoever does not go on to store the media must discard `media.fresh`.
 * @param found problems of the input's form, found while it was parsed.
 */
export async function preflight(
  context: Context,
  input: CreatePostInput,
  found: readonly Problem[],
): Promise<Preflight> {
  const timing = readTiming(input, context.clock());
  const [resolved, media] = await Promise.all([
    resolveTargets(context, input),
    resolveMedia(context, input),
  ]);
  const mediaCount = media.ids.length + media.problems.length;
  return {
    timing,
    targets: resolved.targets,
    media,
    problems: unrepeated([
      ...found,
      ...timing.problems,
      ...resolved.problems,
      ...media.problems,
      ...(timing.mode === 'draft' ? [] : checkComplete(input, mediaCount)),
    ]),
  };
}

/** What only a post that is going to be published needs. */
function checkComplete(input: CreatePostInput, mediaCount: number): Problem[] {
  const problems: Problem[] = [];
  if (!input.platforms?.length)
    problems.push(problem('PIN_TARGET_REQUIRED', { field: 'platforms' }));
  if (mediaCount === 0) problems.push(problem('MEDIA_REQUIRED', { field: 'mediaItems' }));
  if (mediaCount > 1)
    problems.push(
      problem('PIN_CAROUSEL_NOT_SUPPORTED_YET', {
        field: 'mediaItems',
        values: { count: mediaCount },
      }),
    );
  return problems;
}

/** A text shared by several targets is wrong once, not once for each of them. */
const unrepeated = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((item) => [`${item.code} ${item.field}`, item])).values(),
];
