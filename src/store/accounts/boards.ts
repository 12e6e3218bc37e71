import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { BoardRow } from '../schema/rows.ts';

export type BoardSnapshot = Omit<BoardRow, 'accountId' | 'position' | 'seenAt'>;

/** Makes the stored boards of an account exactly `boards`, in this order. */
export async function replaceBoards(
  db: Db,
  accountId: string,
  boards: readonly BoardSnapshot[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Of two refreshes at once the second waits, or both would insert the same board.
    await tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();
    await tx.deleteFrom('board').where('accountId', '=', accountId).execute();
    if (boards.length)
      await tx
        .insertInto('board')
        .values(boards.map((board, position) => ({ accountId, position, ...board })))
        .execute();
  });
}

/** Adds a board that was just made, after the others. */
export async function addBoard(db: Db, accountId: string, board: BoardSnapshot): Promise<void> {
  const position = sql<number>`(select coalesce(max(position), -1) + 1 from board where account_id = ${accountId})`;
  await db
    .insertInto('board')
    .values({ accountId, position, ...board })
    .onConflict((conflict) => conflict.columns(['accountId', 'id']).doUpdateSet(board))
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
