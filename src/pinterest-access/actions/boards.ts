import { refusal } from '../../domain/errors/index.ts';
import { foldName } from '../../domain/text/name.ts';
import type { BoardSnapshot } from '../../store/index.ts';
import { PinterestError, type Board, type PinterestClient } from '../../pinterest/index.ts';

/** A board as Pinterest shows it now. Its picture is not kept: its address changes with the newest Pin. */
export interface ReadBoard extends BoardSnapshot {
  coverUrl: string | null;
}

/** What a person says of a board that is to be made. */
export interface NewBoard {
  name: string;
  description?: string | undefined;
  privacy?: Board['privacy'];
}

/** Pinterest's code for a name that the account has already (docs/pinterest.md, Boards). */
const nameTaken = 58;

/** All boards the account can see, in Pinterest's order; boards made for ads only are left out. */
export async function readBoards(client: PinterestClient): Promise<ReadBoard[]> {
  const boards: ReadBoard[] = [];
  for await (const board of client.boards.list())
    if (!board.is_ads_only) boards.push(boardFacts(board));
  return boards;
}

export const readBoard = async (client: PinterestClient, boardId: string): Promise<ReadBoard> =>
  boardFacts(await client.boards.get(boardId));

/**
 * Makes a board. Where it is not known whether that happened, since an answer was lost or an earlier try
 * (`startedBefore`) never stored one, a board of that name that is as wanted counts as made: the account has room for
 * only one of a name.
 * @throws LinchpinError BOARD_NAME_TAKEN
 */
export async function createBoard(
  client: PinterestClient,
  wanted: NewBoard,
  {
    username,
    startedBefore,
    signal,
  }: { username: string; startedBefore: boolean; signal: AbortSignal },
): Promise<ReadBoard> {
  const findNamed = async () =>
    (await readBoards(client)).find(
      ({ name, ownerUsername }) =>
        plain(name) === plain(wanted.name) && (ownerUsername ?? username) === username,
    );
  const earlier = startedBefore ? await findNamed() : undefined;
  if (earlier && isAsWanted(earlier, wanted)) return earlier;
  try {
    const { name, description, privacy } = wanted;
    const body = { name, ...(description && { description }), ...(privacy && { privacy }) };
    return boardFacts(await client.boards.create(body, { signal }));
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    const isUnknown = error.outcome === 'unknown';
    if (!isUnknown && error.code !== nameTaken) throw error;
    // When this look fails as well, the first error tells more.
    const named = await findNamed().catch(() => undefined);
    if (named && (isUnknown || startedBefore) && isAsWanted(named, wanted)) return named;
    if (isUnknown && !named) throw error;
    throw refusal('BOARD_NAME_TAKEN', {
      field: 'name',
      values: { name: wanted.name },
      cause: error,
      ...(named && { details: { existingBoardId: named.id } }),
    });
  }
}

/** Pinterest compares names without case. */
const plain = (name: string): string => foldName(name).toLowerCase();

const isAsWanted = (board: ReadBoard, { description = '', privacy = 'PUBLIC' }: NewBoard) =>
  board.description.trim() === description.trim() && board.privacy === privacy;

const boardFacts = (board: Board): ReadBoard => ({
  id: board.id,
  name: board.name,
  description: board.description ?? '',
  privacy: board.privacy ?? 'PUBLIC',
  pinCount: board.pin_count ?? null,
  ownerUsername: board.owner?.username ?? null,
  coverUrl: board.media?.image_cover_url ?? null,
});

/** The sections of a board, in Pinterest's order. */
export const readSections = (
  client: PinterestClient,
  boardId: string,
): Promise<{ id: string; name: string }[]> =>
  client.sections.list(boardId).toArray({ limit: 1000 });
