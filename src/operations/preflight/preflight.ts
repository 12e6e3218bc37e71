import type { CreatePostInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { checkSlides } from '../../domain/pins/rules.ts';
import type { Context } from '../context.ts';
import { adviseOnKeywords } from './advise-keywords.ts';
import { advise } from './advise.ts';
import { checkLinks } from './check-links.ts';
import { expandFanOut } from '../scheduling/fan-out.ts';
import { resolveTargets, type ResolvedTarget } from './resolve-targets.ts';
import { resolvePostMedia, type PostMedia } from './target-media.ts';
import { readTiming, type OnPassed, type Timing } from '../scheduling/timing.ts';

/** What a post would become, and everything there is to say about it. */
export interface Preflight {
  timing: Timing;
  /** One for each entry of platforms; null where it cannot be published. */
  targets: (ResolvedTarget | null)[];
  media: PostMedia;
  /** Where links lead, for those that could be followed. */
  destinations: ReadonlyMap<string, string>;
  /** Errors, warnings and hints. */
  problems: Problem[];
}

/**
 * The one validator: create, validate, check and repair all run this. It fetches and decodes media, and asks
 * Pinterest only for boards and sections that are not known. A caller that does not store the media must discard `media.fresh`.
 * @param found problems of the input's form, found while it was parsed.
 * @param options.ownPinIds Pins that are about to be changed into this post, so that it is not compared with itself.
 * @param options.onPassed default: as the input says.
 * @param options.suggestions Pinterest may be asked for keywords.
 * @param options.stores the transaction that follows says where Pins are moved, so it need not be foreseen.
 */
export async function preflight(
  context: Context,
  given: CreatePostInput,
  found: readonly Problem[] = [],
  options: {
    ownPinIds?: readonly string[];
    stores?: boolean;
    onPassed?: OnPassed;
    suggestions?: boolean;
  } = {},
): Promise<Preflight> {
  const { input, problems: fanOutProblems } = expandFanOut(given, context.clock());
  const timing = readTiming(input, context.clock(), options.onPassed);
  const [resolved, media, links] = await Promise.all([
    resolveTargets(context, input),
    resolvePostMedia(context, input),
    checkLinks(context, linksOf(input)),
  ]);
  const problems = [
    ...fanOutProblems,
    ...timing.problems,
    ...resolved.problems,
    ...media.problems,
    ...links.problems,
    ...(input.platforms ?? []).flatMap(({ platformSpecificData: { slides = [] } }, index) =>
      checkSlides(slides, `platforms[${index}].platformSpecificData.slides`),
    ),
    ...(timing.mode === 'draft' ? [] : checkComplete(input)),
  ];
  const { targets } = resolved;
  const { suggestions = false, ...rest } = options;
  const advice = await advise(context, { given, timing, targets, media, ...rest });
  const keywords = await adviseOnKeywords(context, input, targets, suggestions);
  return {
    timing,
    targets,
    media,
    destinations: links.destinations,
    problems: unrepeated(found, [...problems, ...advice, ...keywords]),
  };
}

const linksOf = (input: CreatePostInput) =>
  (input.platforms ?? []).flatMap(({ platformSpecificData: { link } }, index) =>
    link ? [{ link, field: `platforms[${index}].platformSpecificData.link` }] : [],
  );

/** What only a post that is going to be published needs. */
function checkComplete(input: CreatePostInput): Problem[] {
  const targets = input.platforms ?? [];
  const problems: Problem[] = [];
  if (targets.length === 0) problems.push(problem('PIN_TARGET_REQUIRED', { field: 'platforms' }));
  const shared = (input.mediaIds?.length ?? 0) + (input.mediaItems?.length ?? 0);
  const needy = targets.some(
    ({ mediaIds, customMedia, platformSpecificData }) =>
      !mediaIds?.length && !customMedia?.length && platformSpecificData.savePinId === undefined,
  );
  if (shared === 0 && (needy || targets.length === 0))
    problems.push(problem('MEDIA_REQUIRED', { field: 'mediaItems' }));
  return problems;
}

/** Removes repeated problems of shared fields, and "missing" problems of fields that were dropped as invalid. */
function unrepeated(found: readonly Problem[], others: readonly Problem[]): Problem[] {
  const misfits = new Set(found.map(({ field }) => field));
  const problems = [...found, ...others.filter(({ field }) => !misfits.has(field))];
  return [...new Map(problems.map((item) => [`${item.code} ${item.field}`, item])).values()];
}
