import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { BoardRow, BoardSection } from '../schema/rows.ts';

/** What Pinterest says of a board. */
export type BoardSnapshot = Pick<
  BoardRow,
  'id' | 'name' | 'description' | 'privacy' | 'pinCount' | 'ownerUsername'
> & { coverUrl?: string | null };

/**
 * Keeps the boards of a user's linked accounts from changing until the transaction ends. Of two writers the second waits:
 * both would insert the same board, or wait for each other. Pins may still be added.
 * @returns the accounts, in the order of their ids. A workspace that disconnected the user learns nothing more of it.
 */
export async function lockBoards(tx: Tx, identityId: string) {
  return tx
    .selectFrom('account')
    .select(['id', 'workspaceId', 'boardsReadAt'])
    .where('identityId', '=', identityId)
    .where('status', '<>', 'disconnected')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Stores a board as a request of ours left it, for every account of the user; a new one comes after the others. */
export async function putBoard(tx: Tx, identityId: string, board: BoardSnapshot): Promise<void> {
  const { id, name, description, privacy, pinCount, ownerUsername, coverUrl = null } = board;
  const facts = { name, description, privacy, pinCount, ownerUsername, coverUrl };
  for (const account of await lockBoards(tx, identityId)) {
    const position = sql<number>`(select coalesce(max(position), -1) + 1 from board where account_id = ${account.id})`;
    await tx
      .insertInto('board')
      .values({ accountId: account.id, id, position, ...facts })
      .onConflict((conflict) =>
        conflict
          .columns(['accountId', 'id'])
          .doUpdateSet({ ...facts, listed: true, goneAt: null, seenAt: sql`now()` }),
      )
      .execute();
  }
}

/** Marks a board that was deleted, and clears it where it is a default board. */
export async function removeBoard(tx: Tx, identityId: string, boardId: string): Promise<void> {
  const accounts = await lockBoards(tx, identityId);
  const ids = anyOf(accounts.map(({ id }) => id));
  await tx
    .updateTable('board')
    .set({ listed: false, goneAt: sql`now()`, seenAt: sql`now()` })
    .where('accountId', '=', ids)
    .where('id', '=', boardId)
    .execute();
  await tx
    .updateTable('account')
    .set({ defaultBoardId: null })
    .where('id', '=', ids)
    .where('defaultBoardId', '=', boardId)
    .execute();
}

/** Stores the sections of a board, for every account of the user. @param readAt when their reading began. */
export async function putSections(
  db: Db,
  identityId: string,
  boardId: string,
  sections: readonly BoardSection[],
  readAt: Date,
): Promise<void> {
  await sql`update board set sections = ${JSON.stringify(sections)}::jsonb, sections_read_at = ${readAt}
    from account where account.id = board.account_id and account.identity_id = ${identityId} and board.id = ${boardId}
      and (sections_read_at is null or sections_read_at <= ${readAt})`.execute(db);
}

/** Has the sections of a board read anew when they are asked for next: one was made, renamed or deleted. */
export async function forgetSections(tx: Tx, identityId: string, boardId: string): Promise<void> {
  await sql`update board set sections_read_at = null from account where account.id = board.account_id
    and account.identity_id = ${identityId} and board.id = ${boardId}`.execute(tx);
}

/** The boards of an account that Pinterest listed last, in its order. */
export const listBoards = (db: Db, accountIds: readonly string[]): Promise<BoardRow[]> =>
  accountIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('board')
        .selectAll()
        .where('accountId', 'in', accountIds)
        .where('listed', '=', true)
        .orderBy('position')
        .execute();

/** Every board an account ever had, also those that are gone. */
export const boardsOfAccount = (db: Db, accountId: string): Promise<BoardRow[]> =>
  db.selectFrom('board').selectAll().where('accountId', '=', accountId).execute();

/** Names of boards and sections by id, also of boards that are not listed any more. */
export interface BoardNames {
  boards: ReadonlyMap<string, { name: string; isListed: boolean }>;
  /** Sections are known of boards whose sections somebody looked at. */
  sections: ReadonlyMap<string, string>;
}

export async function readBoardNames(db: Db, accountId: string): Promise<BoardNames> {
  const rows = await db
    .selectFrom('board')
    .select(['id', 'name', 'listed', 'sections'])
    .where('accountId', '=', accountId)
    .execute();
  return {
    boards: new Map(rows.map(({ id, name, listed }) => [id, { name, isListed: listed }])),
    sections: new Map(
      rows.flatMap(({ sections }) => (sections ?? []).map(({ id, name }) => [id, name] as const)),
    ),
  };
}
