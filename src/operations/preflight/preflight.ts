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
import { tagLinks } from './tag-links.ts';
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

/** How a post is looked at. */
export interface PreflightOptions {
  /** Pins that are about to be changed into this post, so that it is not compared with itself. */
  ownPinIds?: readonly string[];
  /** The transaction that follows says where Pins are moved, so it need not be foreseen. */
  stores?: boolean;
  /** Default: as the input says. */
  onPassed?: OnPassed;
  /** Pinterest may be asked for keywords. */
  suggestions?: boolean;
}

/**
 * The one validator: create, validate, check and repair all run this. It fetches and decodes media, and asks
 * Pinterest only for boards and sections that are not known. A caller that does not store the media must discard `media.fresh`.
 * @param found problems of the input's form, found while it was parsed.
 */
export async function preflight(
  context: Context,
  given: CreatePostInput,
  found: readonly Problem[] = [],
  options: PreflightOptions = {},
): Promise<Preflight> {
  const [checked] = await preflightAll(context, [{ given, found }], options);
  if (!checked) throw new Error('A post was not checked.');
  return checked;
}

/** {@link preflight} of many posts of one workspace: what they share is read, fetched and asked for once. */
export async function preflightAll(
  context: Context,
  posts: readonly { given: CreatePostInput; found: readonly Problem[] }[],
  { onPassed, suggestions = false, ...options }: PreflightOptions = {},
): Promise<Preflight[]> {
  const nowMs = context.clock();
  const spread = posts.map(({ given }) => expandFanOut(given, nowMs));
  const inputs = spread.map(({ input }) => input);
  const timings = inputs.map((input) => readTiming(input, nowMs, onPassed));
  const [resolved, media, links] = await Promise.all([
    resolveTargets(context, inputs),
    resolvePostMedia(context, inputs),
    Promise.all(inputs.map((input) => checkLinks(context, linksOf(input)))),
  ]);
  const checked = posts.map(({ given, found }, index) => {
    const { input, problems } = at(spread, index);
    const timing = at(timings, index);
    const { destinations, ...followed } = at(links, index);
    const named = at(resolved, index);
    const shown = at(media, index);
    const tagged = named.targets.map((target, place) =>
      tagLinks({ target, plan: shown.plans[place] ?? null }, place),
    );
    const targets = tagged.map(({ target }) => target);
    const plans = tagged.map(({ plan }) => plan);
    const wrong = [
      ...problems,
      ...timing.problems,
      ...named.problems,
      ...shown.problems,
      ...followed.problems,
      ...tagged.flatMap((pin) => pin.problems),
      ...(input.platforms ?? []).flatMap(({ platformSpecificData: { slides = [] } }, target) =>
        checkSlides(slides, `platforms[${target}].platformSpecificData.slides`),
      ),
      ...(timing.mode === 'draft' ? [] : checkComplete(input)),
    ];
    return {
      given,
      found,
      input,
      timing,
      targets,
      media: { ...shown, plans },
      destinations,
      problems: wrong,
    };
  });
  const advice = await advise(context, checked, options);
  return Promise.all(
    checked.map(async ({ given: _given, found, input, problems, ...post }, index) => {
      const keywords = await adviseOnKeywords(context, input, post.targets, suggestions);
      const all = [...problems, ...at(advice, index), ...keywords];
      return { ...post, problems: unrepeated(found, all) };
    }),
  );
}

/** Of lists that have one entry for each post. */
function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined) throw new Error('A list has fewer entries than there are posts.');
  return item;
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
