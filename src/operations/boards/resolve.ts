import { refusal } from '../../domain/errors/index.ts';
import { findNamed } from '../../domain/text/find-named.ts';
import {
  boardsOfAccount,
  listBoards,
  type AccountRow,
  type BoardRow,
  type BoardSection,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { lookAgain } from './freshen.ts';

/**
 * The board of an account with this id or name; boards are read again before one is said not to be there.
 * @throws LinchpinError PIN_BOARD_NOT_FOUND, PIN_BOARD_AMBIGUOUS
 */
export async function requireBoard(
  context: Context,
  account: AccountRow,
  wanted: string,
  field: string,
): Promise<BoardRow> {
  const find = async () => findNamed(await listBoards(context.store.db, [account.id]), wanted);
  let found = await find();
  if (found.length === 0 && (await lookAgain(context, account.identityId))) found = await find();
  return theOne(found, account, wanted, field);
}

/** The same for a board that Pins are to leave, which may be gone or never have been read. */
export async function requireFormerBoard(
  context: Context,
  account: AccountRow,
  wanted: string,
  field: string,
): Promise<Pick<BoardRow, 'id' | 'name' | 'ownerUsername'>> {
  const all = await boardsOfAccount(context.store.db, account.id);
  const found = findNamed(all, wanted);
  const listed = found.filter((board) => board.listed);
  if (found.length === 0 && /^\d+$/.test(wanted))
    return { id: wanted, name: wanted, ownerUsername: null };
  return theOne(listed.length > 0 ? listed : found, account, wanted, field);
}

function theOne(
  found: readonly BoardRow[],
  { username, id: accountId }: AccountRow,
  wanted: string,
  field: string,
): BoardRow {
  const [board, ...others] = found;
  if (board && others.length === 0) return board;
  const values = { username, board: wanted, suggestion: '', accountId };
  if (!board) throw refusal('PIN_BOARD_NOT_FOUND', { field, values });
  const boardIds = found.map(({ id }) => id);
  throw refusal('PIN_BOARD_AMBIGUOUS', {
    field,
    values: { ...values, count: found.length, ids: boardIds.join(', ') },
    details: { boardIds },
  });
}

/** @throws LinchpinError BOARD_NOT_YOURS for a group board of another Pinterest user */
export function requireOwn(
  { name, ownerUsername }: Pick<BoardRow, 'name' | 'ownerUsername'>,
  { username }: AccountRow,
  field: string,
): void {
  if (ownerUsername !== null && ownerUsername !== username)
    throw refusal('BOARD_NOT_YOURS', { field, values: { name, owner: ownerUsername } });
}

/** The section of a board with this id or name, as Pinterest has it now. @throws LinchpinError PIN_SECTION_NOT_FOUND */
export async function requireSection(
  context: Context,
  account: AccountRow,
  boardId: string,
  wanted: string,
  field: string,
): Promise<BoardSection> {
  const sections = await context.pinterest.readSections(account, boardId);
  const found = findNamed(sections, wanted);
  const [section] = found;
  if (section && found.length === 1) return section;
  throw refusal('PIN_SECTION_NOT_FOUND', {
    field,
    values: { section: wanted },
    details: { sections: found.length > 1 ? found : sections },
  });
}
