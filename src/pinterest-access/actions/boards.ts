import type { BoardSnapshot } from '../../store/index.ts';
import type { Board, PinterestClient } from '../../pinterest/index.ts';

/** All boards the account can see, in Pinterest's order; boards made for ads only are left out. */
export async function readBoards(client: PinterestClient): Promise<BoardSnapshot[]> {
  const boards: BoardSnapshot[] = [];
  for await (const board of client.boards.list())
    if (!board.is_ads_only) boards.push(boardFacts(board));
  return boards;
}

const boardFacts = (board: Board): BoardSnapshot => ({
  id: board.id,
  name: board.name,
  description: board.description ?? '',
  privacy: board.privacy ?? 'PUBLIC',
  pinCount: board.pin_count ?? null,
  ownerUsername: board.owner?.username ?? null,
});

/** The sections of a board, in Pinterest's order. */
export const readSections = (
  client: PinterestClient,
  boardId: string,
): Promise<{ id: string; name: string }[]> =>
  client.sections.list(boardId).toArray({ limit: 1000 });
