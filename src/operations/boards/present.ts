import type { Board } from '../../contract/index.ts';
import type { ReadBoard } from '../../pinterest-access/index.ts';
import type { AccountRow } from '../../store/index.ts';
import type { Links } from '../context.ts';

/** A board of the account as the API shows it. */
export const presentBoard = (
  { id, name, description, privacy, pinCount, coverUrl }: ReadBoard,
  account: AccountRow,
  links: Links,
): Board => ({
  id,
  name,
  description,
  privacy,
  url: links.board(account, name),
  pinCount,
  coverUrl,
  isDefault: id === account.defaultBoardId,
});
