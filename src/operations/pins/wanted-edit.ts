import { problem, type Problem } from '../../domain/errors/index.ts';
import { fieldsOf, isSame, type LiveFields } from '../../domain/pins/live-change.ts';
import { checkPinText, checkSlides } from '../../domain/pins/rules.ts';
import type { AccountRow } from '../../store/index.ts';
import { requireBoard, requireSection } from '../boards/resolve.ts';
import type { Context } from '../context.ts';

/** An edit: what was seen of the fields that differ, and what they are to become. */
export interface Edit {
  before: Partial<LiveFields>;
  wanted: Partial<LiveFields>;
}

/** Leaves out what is as it is to be. */
export function editOf(seen: LiveFields, wanted: Partial<LiveFields>): Edit {
  const moves = wanted.boardId !== undefined && !isSame(seen.boardId, wanted.boardId);
  const names = fieldsOf(wanted).filter(
    // A move names the section along with the board, so that a move meanwhile is noticed.
    (name) => !isSame(seen[name], wanted[name]) || (moves && name === 'sectionId'),
  );
  const only = (of: Partial<LiveFields>): Partial<LiveFields> =>
    Object.fromEntries(names.map((name) => [name, of[name]]));
  return { before: only(seen), wanted: only(wanted) };
}

/** Everything wrong with the words that are to be changed, by the rules for new Pins. */
export function checkEdit(wanted: Partial<LiveFields>, seen: LiveFields): Problem[] {
  const { title = null, description = null, link = null, altText = null, slides } = wanted;
  const problems = checkPinText(
    { title, description, link, altText, dominantColor: null },
    {
      title: 'title',
      description: 'description',
      link: 'link',
      altText: 'altText',
      dominantColor: '',
    },
  );
  if (slides === undefined) return problems;
  const words = slides.map((slide) => ({
    ...(slide.title !== null && { title: slide.title }),
    ...(slide.description !== null && { description: slide.description }),
    ...(slide.link !== null && { link: slide.link }),
  }));
  const count = seen.slides.length;
  return [
    ...problems,
    ...checkSlides(words, 'slides'),
    ...(slides.length === count
      ? []
      : [
          problem('INVALID_FIELD_VALUE', {
            field: 'slides',
            values: { field: 'slides', reason: `the Pin has ${count} images; name all of them.` },
          }),
        ]),
  ];
}

/** Where a Pin is to be moved. @throws LinchpinError PIN_BOARD_NOT_FOUND, PIN_SECTION_NOT_FOUND */
export async function destination(
  context: Context,
  account: AccountRow,
  { board, section }: { board?: string | undefined; section?: string | null | undefined },
  boardNow: string | null,
): Promise<Pick<Partial<LiveFields>, 'boardId' | 'sectionId'>> {
  const boardId =
    board === undefined ? boardNow : (await requireBoard(context, account, board, 'board')).id;
  if (board === undefined && section === undefined) return {};
  const inSection =
    typeof section === 'string' && boardId !== null
      ? (await requireSection(context, account, boardId, section, 'section')).id
      : null;
  return { ...(board !== undefined && { boardId }), sectionId: inSection };
}
