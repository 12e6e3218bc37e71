import type { Board } from '../../contract/index.ts';
import type { AccountRow, BoardSnapshot } from '../../store/index.ts';
import type { Links } from '../context.ts';

/** A board of the account as the API shows it. */
export const presentBoard = (
  { id, name, description, privacy, pinCount }: BoardSnapshot,
  account: AccountRow,
  links: Links,
): Board => ({
  id,
  name,
  description,
  privacy,
  url: links.board(account, name),
  pinCount,
  isDefault: id === account.defaultBoardId,
});
