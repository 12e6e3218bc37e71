import { LinchpinApiError, type ProblemBody } from '../api/client.ts';
import { explain } from '../api/explain.ts';
import { fixes, inDashboardWords, messages } from '../api/wording.ts';
import type { ComposeField, ComposeValues, Intent } from './values.ts';

/**
 * The last name of a dotted path, and the first where the last says nothing here. Problems of the
 * account stay on top: its field is hidden when there is only one.
 */
const fieldsByName: Record<string, ComposeField> = {
  content: 'description',
  customContent: 'description',
  description: 'description',
  title: 'title',
  link: 'link',
  altText: 'altText',
  boardId: 'boardId',
  boardSectionId: 'boardId',
  mediaItems: 'mediaUrl',
  mediaIds: 'mediaUrl',
  customMedia: 'mediaUrl',
};

/** `platforms[0].platformSpecificData.title` → title; `mediaItems[0].url` → mediaUrl. */
export function fieldAt(path: string): ComposeField | undefined {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '' && !/^\d+$/.test(name));
  return fieldsByName[names.at(-1) ?? ''] ?? fieldsByName[names[0] ?? ''];
}

export type Problem = Pick<ProblemBody, 'code' | 'message' | 'fix'>;

/** Problems of a refused post: at the form's fields, and those that belong to none. */
export interface SortedProblems {
  atFields: Partial<Record<ComposeField, Problem[]>>;
  elsewhere: Problem[];
  requestId: string | null;
}

export function sortProblems(error: unknown): SortedProblems {
  const sorted: SortedProblems = { atFields: {}, elsewhere: [], requestId: null };
  if (!(error instanceof LinchpinApiError) || error.problems.length === 0) {
    const { message, fix, requestId } = explain(error);
    return { ...sorted, elsewhere: [{ code: '', message, fix }], requestId };
  }
  sorted.requestId = error.requestId;
  for (const problem of error.problems.map(inDashboardWords)) {
    const field = problem.field === undefined ? undefined : fieldAt(problem.field);
    if (field) (sorted.atFields[field] ??= []).push(problem);
    else sorted.elsewhere.push(problem);
  }
  return sorted;
}

/**
 * What a look at the form already tells; everything else is for the server to judge. A draft may
 * lack its image, but not its board: title, link and alt text belong to the Pin on that board.
 */
export function missing(values: ComposeValues, intent: Intent): SortedProblems['atFields'] {
  const hasMedia = values.upload !== null || values.mediaUrl.trim() !== '';
  return {
    ...(intent === 'publish' && !hasMedia && { mediaUrl: [needs('MEDIA_REQUIRED')] }),
    ...(!values.boardId && { boardId: [needs('PIN_BOARD_REQUIRED')] }),
  };
}

const needs = (code: 'MEDIA_REQUIRED' | 'PIN_BOARD_REQUIRED'): Problem => ({
  code,
  message: messages[code],
  fix: fixes[code],
});
