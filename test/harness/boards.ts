import { sql } from 'kysely';
import { storeReading, type BoardSnapshot, type Db } from '../../src/store/index.ts';

/** Stores boards as if Pinterest had just listed them, for every account that links to the same user. */
export async function storeBoards(
  db: Db,
  accountId: string,
  boards: readonly BoardSnapshot[],
): Promise<void> {
  const { identityId } = await db
    .selectFrom('account')
    .select('identityId')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ now: Date }>`select now()`.execute(tx);
    const startedAt = rows[0]?.now ?? new Date();
    await storeReading(tx, identityId, { startedAt, boards, gone: [], sections: new Map() });
  });
}
