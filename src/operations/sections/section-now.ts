import { refusal } from '../../domain/errors/index.ts';
import { findNamed } from '../../domain/text/find-named.ts';
import { forgetSections, type AccountRow, type BoardSection } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
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

/** Stores that a section has this name now. @returns the answer to the request. */
export async function storeSection(
  context: Context,
  { id: accountId, identityId }: AccountRow,
  boardId: string,
  section: BoardSection,
): Promise<{ section: BoardSection }> {
  await context.commit(
    {
      subject: { type: 'board', id: boardId },
      details: { accountId, sectionId: section.id, name: section.name },
    },
    (tx) => forgetSections(tx, identityId, boardId),
  );
  return { section };
}

/** Answers a repeated request that gave a section this name. @throws LinchpinError PIN_SECTION_NOT_FOUND */
export async function repeatSection(
  context: Context,
  boardId: string,
  { accountId, name }: { accountId: string; name: string },
): Promise<{ section: BoardSection }> {
  const account = await requireAccount(context, accountId);
  const section = await sectionNow(context, account, boardId, name);
  if (!section) throw refusal('PIN_SECTION_NOT_FOUND', { values: { section: name } });
  return { section };
}
