import { sql } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import type { BoardRow } from '../schema/rows.ts';

export type BoardSnapshot = Omit<BoardRow, 'accountId' | 'position' | 'seenAt'>;

/** What is kept of a board, of which more may be known. */
const columnsOf = (board: BoardSnapshot): BoardSnapshot => ({
  id: board.id,
  name: board.name,
  description: board.description,
  privacy: board.privacy,
  pinCount: board.pinCount,
  ownerUsername: board.ownerUsername,
});

/** Makes the stored boards of an account exactly `boards`, in this order. */
export async function replaceBoards(
  db: Db,
  accountId: string,
  boards: readonly BoardSnapshot[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockBoards(tx, accountId);
    await tx.deleteFrom('board').where('accountId', '=', accountId).execute();
    if (boards.length)
      await tx
        .insertInto('board')
        .values(boards.map((board, position) => ({ accountId, position, ...columnsOf(board) })))
        .execute();
  });
}

/** Of two writers of an account's boards the second waits: both would insert the same board, or wait for each other. */
const lockBoards = async (tx: Tx, accountId: string): Promise<void> =>
  void (await tx
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .forUpdate()
    .execute());

/** Adds a board that was just made, after the others. */
export async function addBoard(tx: Tx, accountId: string, board: BoardSnapshot): Promise<void> {
  const position = sql<number>`(select coalesce(max(position), -1) + 1 from board where account_id = ${accountId})`;
  await lockBoards(tx, accountId);
  await tx
    .insertInto('board')
    .values({ accountId, position, ...columnsOf(board) })
    .onConflict((conflict) => conflict.columns(['accountId', 'id']).doUpdateSet(columnsOf(board)))
    .execute();
}

export const listBoards = (db: Db, accountIds: readonly string[]): Promise<BoardRow[]> =>
  accountIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('board')
        .selectAll()
        .where('accountId', 'in', accountIds)
        .orderBy('position')
        .execute();
