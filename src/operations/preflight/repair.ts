import type { CreatePostInput } from '../../contract/index.ts';
import type { ErrorCode, Problem } from '../../domain/errors/index.ts';
import { shortenerOf, withoutLinkEntities } from '../../domain/links.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { linkFault } from '../../domain/pins/rules.ts';
import { cutText } from '../../domain/text/cut.ts';
import { withoutMarkup } from '../../domain/text/markup.ts';
import { keepFirstImages } from './repair-media.ts';
import { locate } from './field-path.ts';
import { isHolder } from '../../domain/is-object.ts';

/** One change a repair made. */
export interface Change {
  field: string;
  code: ErrorCode;
  before: unknown;
  after: unknown;
}

type Value = unknown;
type Destinations = ReadonlyMap<string, string>;

/** A problem that can be put right without asking the person. */
interface Fix {
  /** What it does, in words. */
  about: string;
  /** Changes `post`, and says what it changed; nothing when it would not help. */
  apply(post: CreatePostInput, problem: Problem, destinations: Destinations): Change[];
}

/** A repair of one value: `repair` returns the new one, `undefined` to remove it, or the same when nothing helps. */
const value = (
  about: string,
  repair: (before: Value, problem: Problem, destinations: Destinations) => Value,
  where = (problem: Problem) => problem.field,
): Fix => ({
  about,
  apply(post, problem, destinations) {
    const field = where(problem);
    const slot = field === undefined ? null : locate(post, field);
    if (field === undefined || !slot) return [];
    const before = slot.holder[slot.key];
    const after = repair(before, problem, destinations);
    if (JSON.stringify(after) === JSON.stringify(before)) return [];
    if (after === undefined) delete slot.holder[slot.key];
    else slot.holder[slot.key] = after;
    return [{ field, code: problem.code, before: before ?? null, after: after ?? null }];
  },
});

/** Cuts at a word, with an ellipsis. */
const cut = (what: string, limit: number): Fix =>
  value(`Cuts the ${what} to ${limit} characters at a word.`, (text) =>
    typeof text === 'string' ? cutText(text, limit) : text,
  );

/** What was already left out when the input was read. */
const alreadyLeftOut: Fix = {
  about: 'Leaves the half character out.',
  apply(post, { field, code }) {
    const slot = field === undefined ? null : locate(post, field);
    if (field === undefined || !slot) return [];
    return [{ field, code, before: null, after: slot.holder[slot.key] ?? null }];
  },
};

const remove = (about: string): Fix => value(about, () => undefined);

/** The address behind a link, where it is known and no worse. */
const destination = (about: string): Fix =>
  value(about, (link, _problem, destinations) => {
    const target = typeof link === 'string' ? destinations.get(link) : undefined;
    const helps = target !== undefined && !linkFault(target) && shortenerOf(target) === null;
    return helps ? target : link;
  });

const fixes: Partial<Record<ErrorCode, Fix>> = {
  TEXT_BROKEN: alreadyLeftOut,
  PIN_TITLE_TOO_LONG: cut('title', pinLimits.title),
  PIN_DESCRIPTION_TOO_LONG: cut('description', pinLimits.description),
  PIN_ALT_TEXT_TOO_LONG: cut('alt text', pinLimits.altText),
  PIN_LINK_INVALID: value(
    'Puts https:// in front, and writes the link as browsers read it.',
    (link) => {
      if (typeof link !== 'string') return link;
      const plain = link
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .trim()
        .replaceAll('\\', '/')
        .replace(/\s/g, '%20');
      const secure = `https://${plain.replace(/^(https?:)?\/*/i, '')}`;
      return linkFault(secure) === null ? secure : link;
    },
  ),
  ADVICE_LINK_ENTITIES: value('Writes the characters instead of their names in HTML.', (link) =>
    typeof link === 'string' ? withoutLinkEntities(link) : link,
  ),
  ADVICE_HTML: value('Takes the tags away and writes the characters.', (text) =>
    typeof text === 'string' ? withoutMarkup(text) : text,
  ),
  PIN_LINK_SHORTENER: destination('Puts in the address the short link leads to.'),
  ADVICE_LINK_REDIRECTS: destination('Puts in the final address.'),
  PIN_BOARD_NOT_FOUND: value(
    'Takes the board whose name differs by case, spaces or a letter or two.',
    (board, problem) => problem.details?.['nearest'] ?? board,
  ),
  PIN_MIXED_ASPECT: value(
    'Crops the images to one shape around what draws the eye.',
    (fit) => ({ mode: 'crop', ratio: isHolder(fit) ? fit['ratio'] : undefined }),
    () => 'mediaFit',
  ),
  PIN_CAROUSEL_SIZE: {
    about: `Keeps the first ${pinLimits.carousel.max} images.`,
    apply: (post, { field, code }) =>
      keepFirstImages(post, field).map((change) => ({ ...change, code })),
  },
  PIN_COLOR_INVALID: remove('Leaves the colour out; it is read from the image.'),
  PIN_FIRST_COMMENT_UNSUPPORTED: remove('Leaves the comment out.'),
  PIN_COVER_WITHOUT_VIDEO: remove('Leaves the cover out.'),
};

/** The problems, each with what a repair would do about it, where one would help. */
export const withAutofix = (
  problems: readonly Problem[],
  input: CreatePostInput,
  destinations: Destinations,
): Problem[] =>
  problems.map((problem) => {
    const fix = fixes[problem.code];
    const helps = fix?.apply(structuredClone(input), problem, destinations).length;
    return fix && helps ? { ...problem, autofix: fix.about } : problem;
  });

/** Applies every fix that is known to a copy of the post. */
export function repairPost(
  input: CreatePostInput,
  problems: readonly Problem[],
  destinations: Destinations,
): { input: CreatePostInput; changes: Change[] } {
  const copy = structuredClone(input);
  const changes = problems.flatMap(
    (problem) => fixes[problem.code]?.apply(copy, problem, destinations) ?? [],
  );
  return { input: copy, changes };
}
