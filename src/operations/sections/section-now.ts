import { findNamed } from '../../domain/text/find-named.ts';
import type { AccountRow, BoardSection } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** A section as Pinterest has it now, for the answer to a repeated request. */
export async function sectionNow(
  { pinterest }: Context,
  account: AccountRow,
  boardId: string,
  wanted: string,
): Promise<BoardSection | undefined> {
  return findNamed(await pinterest.readSections(account, boardId), wanted)[0];
}
