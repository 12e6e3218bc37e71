import { refusal } from '../../domain/errors/index.ts';
import { foldName } from '../../domain/text/name.ts';
import type { BoardSnapshot } from '../../store/index.ts';
import { PinterestError, type Board, type PinterestClient } from '../../pinterest/index.ts';

/** A board as Pinterest shows it now. */
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
        foldName(name) === foldName(wanted.name) && (ownerUsername ?? username) === username,
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

/** What a person wants a board to be; what is absent stays. */
export interface WantedBoard {
  name?: string | undefined;
  description?: string | undefined;
  privacy?: 'PUBLIC' | 'SECRET' | undefined;
}

/**
 * Changes a board. Where the answer was lost, a board that is as wanted counts as changed.
 * @throws LinchpinError BOARD_NAME_TAKEN
 */
export async function updateBoard(
  client: PinterestClient,
  boardId: string,
  { name, description, privacy }: WantedBoard,
  signal: AbortSignal,
): Promise<ReadBoard> {
  const body = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(privacy !== undefined && { privacy }),
  };
  try {
    return boardFacts(await client.boards.update(boardId, body, { signal }));
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    if (error.code === nameTaken && name !== undefined)
      throw refusal('BOARD_NAME_TAKEN', { field: 'name', values: { name }, cause: error });
    if (error.outcome !== 'unknown') throw error;
    const found = await readBoard(client, boardId).catch(() => undefined);
    const isDone =
      found &&
      (name === undefined || found.name === name) &&
      (description === undefined || found.description.trim() === description.trim()) &&
      (privacy === undefined || found.privacy === privacy);
    if (isDone) return found;
    throw error;
  }
}

/** Deletes a board with all its Pins. One that is not there any more counts as deleted. */
export async function deleteBoard(
  client: PinterestClient,
  boardId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.boards.delete(boardId, { signal });
  } catch (error) {
    if (isNotFound(error)) return;
    if (!(error instanceof PinterestError) || error.outcome !== 'unknown') throw error;
    if ((await lookForBoard(client, boardId).catch(() => null)) !== 'gone') throw error;
  }
}

/**
 * Whether a board that was not listed exists.
 * @returns the board; `gone`: it does not; `refused`: this connection may not see it.
 */
export async function lookForBoard(
  client: PinterestClient,
  boardId: string,
): Promise<ReadBoard | 'gone' | 'refused'> {
  try {
    return await readBoard(client, boardId);
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    if (error instanceof PinterestError && error.kind === 'permission') return 'refused';
    throw error;
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof PinterestError && error.kind === 'not_found';
