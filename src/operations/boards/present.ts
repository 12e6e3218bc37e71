import type { Board } from '../../contract/index.ts';
import type { BoardSnapshot, AccountRow } from '../../store/index.ts';
import type { Links } from '../context.ts';

/** A board of the account as the API shows it. */
export const presentBoard = (board: BoardSnapshot, account: AccountRow, links: Links): Board => ({
  id: board.id,
  name: board.name,
  description: board.description,
  privacy: board.privacy,
  url: links.board({ ...account, username: board.ownerUsername ?? account.username }, board.name),
  pinCount: board.pinCount,
  coverUrl: board.coverUrl ?? null,
  owner: board.ownerUsername,
  isDefault: board.id === account.defaultBoardId,
});
