import { LinchpinApiError, type ProblemBody } from '../../api/client.ts';
import { explain } from '../../api/explain.ts';
import { fixes, inDashboardWords, messages } from '../../api/wording.ts';
import { arrange } from './media/arrangement.ts';
import { allItems } from './media/items.ts';
import type { ComposeValues, Intent } from './values.ts';

/**
 * The last name of a dotted path, and the first where the last says nothing here. Problems of the
 * account stay on top: its field is hidden when there is only one.
 */
const fieldsByName: Record<string, keyof ComposeValues> = {
  content: 'description',
  customContent: 'description',
  description: 'description',
  title: 'title',
  link: 'link',
  altText: 'altText',
  boardId: 'boardId',
  boardSectionId: 'boardId',
  coverImageKeyFrameTime: 'coverSecond',
  mediaItems: 'media',
  mediaIds: 'media',
  customMedia: 'media',
  mediaFit: 'media',
  slides: 'media',
  coverImageUrl: 'media',
};

/**
 * The form's field for a path of the API: `platforms[0].platformSpecificData.title` → title,
 * `mediaIds[1]` → media.1, `…slides[1].link` → media.1.link.
 * @param files how many media the form lists; what comes after them is in the address field.
 */
export function fieldAt(path: string, files = 0): string | undefined {
  const slide = /\bslides\[(\d+)\]\.(title|description|link)$/.exec(path);
  if (slide) return `media.${slide[1]}.${slide[2]}`;
  const file = /^(?:mediaItems|mediaIds)\[(\d+)\](?:\.url)?$/.exec(path);
  if (file) return Number(file[1]) < files ? `media.${file[1]}` : 'mediaUrl';
  const names = path.split(/[.[\]]+/).filter((name) => name !== '' && !/^\d+$/.test(name));
  const field = fieldsByName[names.at(-1) ?? ''] ?? fieldsByName[names[0] ?? ''];
  return field === 'media' && files === 0 ? 'mediaUrl' : field;
}

export type Problem = Pick<ProblemBody, 'code' | 'message' | 'fix' | 'details'>;

/** The id of the Pin that a problem is about beside the one in the form. */
export function otherPin({ details }: Pick<ProblemBody, 'details'>): string | undefined {
  const id = details?.existingPinId ?? details?.pinId;
  return typeof id === 'string' ? id : undefined;
}

/** What the media field asks or says by itself, so that it is not said a second time. */
export const saidByQuestion = (code: string): boolean =>
  code === 'PIN_MIXED_ASPECT' || code === conflicting;

const conflicting = 'CONFLICTING_MEDIA';

/** Problems of a refused post: at the form's fields, and those that belong to none. */
export interface SortedProblems {
  atFields: Record<string, Problem[]>;
  elsewhere: Problem[];
  requestId: string | null;
}

export function sortProblems(error: unknown, files = 0): SortedProblems {
  const sorted: SortedProblems = { atFields: {}, elsewhere: [], requestId: null };
  if (!(error instanceof LinchpinApiError) || error.problems.length === 0) {
    const { message, fix, requestId } = explain(error);
    return { ...sorted, elsewhere: [{ code: '', message, fix }], requestId };
  }
  sorted.requestId = error.requestId;
  for (const problem of error.problems.map(inDashboardWords)) {
    const field = problem.field === undefined ? undefined : fieldAt(problem.field, files);
    if (field) (sorted.atFields[field] ??= []).push(problem);
    else sorted.elsewhere.push(problem);
  }
  return sorted;
}

/** What is still to be put right after a change of the form, or null: nothing is. */
export function stillOpen(
  problems: SortedProblems,
  before: ComposeValues,
  now: ComposeValues,
): SortedProblems | null {
  const changed = (name: keyof ComposeValues) => before[name] !== now[name];
  const settles: Record<string, (keyof ComposeValues)[]> = {
    media: ['media', 'mediaUrl', 'fit'],
    mediaUrl: ['media', 'mediaUrl'],
    coverSecond: ['coverSecond', 'media'],
  };
  const atFields = Object.fromEntries(
    Object.entries(problems.atFields).filter(([field]) => {
      const root = field.split('.')[0] ?? '';
      // The names of `atFields` are those of the form.
      return !(settles[root] ?? [root as keyof ComposeValues]).some(changed);
    }),
  );
  const isOpen = Object.keys(atFields).length > 0 || problems.elsewhere.length > 0;
  return isOpen ? { ...problems, atFields } : null;
}

/** Whether all that is wrong is that the same Pin was accepted before: it can be sent all the same. */
export const isOnlyRepeated = ({ atFields, elsewhere }: SortedProblems): boolean => {
  const all = [...Object.values(atFields).flat(), ...elsewhere];
  return all.length > 0 && all.every(({ code }) => code === 'PIN_DUPLICATE');
};

/**
 * What a look at the form already tells; everything else is for the server to judge. A draft may
 * lack its media, but not its board: title, link and alt text belong to the Pin on that board.
 */
export function missing(
  values: ComposeValues,
  intent: Intent,
  uploading: boolean,
): SortedProblems['atFields'] {
  const { kind, conflict } = arrange(allItems(values));
  const bare = intent !== 'draft' && kind === 'none' && !uploading;
  return {
    ...(conflict && { media: [{ code: conflicting, ...conflict }] }),
    ...(uploading && { media: [stillUploading] }),
    ...(bare && { mediaUrl: [needs('MEDIA_REQUIRED')] }),
    ...(!values.boardId && { boardId: [needs('PIN_BOARD_REQUIRED')] }),
  };
}

const stillUploading: Problem = {
  code: '',
  message: 'A file is still on its way.',
  fix: 'Wait until it is uploaded, or stop it.',
};

const needs = (code: 'MEDIA_REQUIRED' | 'PIN_BOARD_REQUIRED'): Problem => ({
  code,
  message: messages[code],
  fix: fixes[code],
});
