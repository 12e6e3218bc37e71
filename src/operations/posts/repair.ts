import type { CreatePostInput } from '../../contract/index.ts';
import type { ErrorCode, Problem } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pin-limits.ts';

/** One change a repair made. */
export interface Change {
  field: string;
  code: ErrorCode;
  before: unknown;
  after: unknown;
}

type Value = unknown;
interface Fix {
  /** What it does, in words. */
  about: string;
  /** The new value of the problem's field; `undefined` removes it. */
  mend(value: Value, problem: Problem, destinations: ReadonlyMap<string, string>): Value;
  /** Another field than the problem's. */
  field?: string;
}

/** `text` cut to `limit` characters at a word, with an ellipsis. */
function cut(text: Value, limit: number): Value {
  if (typeof text !== 'string') return text;
  const kept = [...text].slice(0, limit - 1).join('');
  return `${kept.replace(/\s+\S*$/, '').trimEnd() || kept}…`;
}

const destination: Fix['mend'] = (link, _problem, destinations) =>
  typeof link === 'string' ? (destinations.get(link) ?? link) : link;

const remove = (about: string): Fix => ({ about, mend: () => undefined });

/** What can be put right without asking the person, by the code of the problem. */
const fixes: Partial<Record<ErrorCode, Fix>> = {
  PIN_TITLE_TOO_LONG: {
    about: `Cuts the title to ${pinLimits.title} characters at a word.`,
    mend: (text) => cut(text, pinLimits.title),
  },
  PIN_DESCRIPTION_TOO_LONG: {
    about: `Cuts the description to ${pinLimits.description} characters at a word.`,
    mend: (text) => cut(text, pinLimits.description),
  },
  PIN_ALT_TEXT_TOO_LONG: {
    about: `Cuts the alt text to ${pinLimits.altText} characters at a word.`,
    mend: (text) => cut(text, pinLimits.altText),
  },
  PIN_LINK_INVALID: {
    about: 'Puts https:// in front, when that makes it a full address.',
    mend: (link) =>
      typeof link === 'string' ? `https://${link.trim().replace(/^(https?:)?\/*/i, '')}` : link,
  },
  PIN_LINK_SHORTENER: { about: 'Puts in the address the short link leads to.', mend: destination },
  ADVICE_LINK_REDIRECTS: { about: 'Puts in the final address.', mend: destination },
  PIN_BOARD_NOT_FOUND: {
    about: 'Takes the board whose name differs by case, spaces or a letter or two.',
    mend: (board, problem) => problem.details?.['nearest'] ?? board,
  },
  PIN_MIXED_ASPECT: {
    about: 'Crops the images to one shape around what draws the eye.',
    field: 'mediaFit',
    mend: () => ({ mode: 'crop', ratio: undefined }),
  },
  PIN_CAROUSEL_SIZE: {
    about: `Keeps the first ${pinLimits.carousel.max} images.`,
    mend: (items) => (Array.isArray(items) ? items.slice(0, pinLimits.carousel.max) : items),
  },
  PIN_COLOR_INVALID: remove('Leaves the colour out; it is read from the image.'),
  PIN_FIRST_COMMENT_UNSUPPORTED: remove('Leaves the comment out.'),
  PIN_COVER_WITHOUT_VIDEO: remove('Leaves the cover out.'),
};

/** The problems, each with what a repair would do about it. */
export const withAutofix = (problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => {
    const fix = fixes[problem.code];
    const useless = problem.code === 'PIN_BOARD_NOT_FOUND' && !problem.details?.['nearest'];
    return fix && !useless ? { ...problem, autofix: fix.about } : problem;
  });

/** Applies every fix that is known to a copy of the post. */
export function repairPost(
  input: CreatePostInput,
  problems: readonly Problem[],
  destinations: ReadonlyMap<string, string>,
): { input: CreatePostInput; changes: Change[] } {
  const copy = structuredClone(input);
  const changes: Change[] = [];
  for (const problem of problems) {
    const fix = fixes[problem.code];
    const field = fix?.field ?? problem.field;
    if (!fix || field === undefined) continue;
    const slot = slotOf(copy, field);
    if (!slot) continue;
    const before = slot.holder[slot.key];
    const after = fix.mend(before, problem, destinations);
    if (JSON.stringify(after) === JSON.stringify(before)) continue;
    if (after === undefined) delete slot.holder[slot.key];
    else slot.holder[slot.key] = after;
    changes.push({ field, code: problem.code, before: before ?? null, after: after ?? null });
  }
  return { input: copy, changes };
}

/** Where the value named by a field such as `platforms[0].platformSpecificData.title` lives. */
function slotOf(
  root: object,
  field: string,
): { holder: Record<string, unknown>; key: string } | null {
  const parts = field.split(/[.[\]]+/).filter(Boolean);
  const key = parts.pop();
  let at: unknown = root;
  for (const part of parts) at = isHolder(at) ? at[part] : undefined;
  return key !== undefined && isHolder(at) ? { holder: at, key } : null;
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
