import { sql, type Insertable, type Kysely, type Updateable } from 'kysely';
import { newId } from '../domain/ids.ts';
import { anyOf } from './database/any-of.ts';
import type { Db, Tx } from './database/pool.ts';
import { leasedRows, type LeasedRows } from './leases.ts';
import type { Database, FeedEntryRow, FeedRow } from './schema/rows.ts';
import type { Store } from './store.ts';

/** Feeds that are due to be read. */
export const feeds = (
  store: Pick<Store, 'db' | 'leaseDb' | 'notifications'>,
): LeasedRows<FeedRow> =>
  leasedRows(store, {
    table: 'feed',
    key: 'id',
    leaseMs: 60_000,
    retryMs: (claims) => Math.min(2 ** claims * 60_000, 6 * 3600_000),
    maxClaims: 1_000_000, // Its host can be out of reach for days.
  });

export const insertFeed = (db: Db, feed: Insertable<Database['feed']>): Promise<FeedRow> =>
  db.insertInto('feed').values(feed).returningAll().executeTakeFirstOrThrow();

export const listFeeds = (db: Db, workspaceIds: readonly string[]): Promise<FeedRow[]> =>
  db
    .selectFrom('feed')
    .selectAll()
    .where(sql<boolean>`workspace_id = ${anyOf(workspaceIds)}`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

export const findFeed = (
  db: Db,
  workspaceIds: readonly string[],
  id: string,
): Promise<FeedRow | undefined> =>
  db
    .selectFrom('feed')
    .selectAll()
    .where('id', '=', id)
    .where(sql<boolean>`workspace_id = ${anyOf(workspaceIds)}`)
    .executeTakeFirst();

export const updateFeed = (
  db: Db,
  id: string,
  change: Updateable<Database['feed']>,
): Promise<FeedRow | undefined> =>
  db.updateTable('feed').set(change).where('id', '=', id).returningAll().executeTakeFirst();

export const deleteFeed = async (db: Db, id: string): Promise<void> => {
  await db.deleteFrom('feed').where('id', '=', id).execute();
};

/** Those of the hashes that the feed has shown before, with their entry. */
export async function seenHashes(
  db: Db,
  feedId: string,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('feedSeen')
    .select(['hash', 'entryId'])
    .where('feedId', '=', feedId)
    .where(sql<boolean>`hash = ${anyOf(hashes)}`)
    .execute();
  return new Map(rows.map(({ hash, entryId }) => [hash, entryId]));
}

export interface SeenEntry {
  title: string;
  link: string | null;
  hashes: readonly string[];
  outcome: FeedEntryRow['outcome'];
  postId?: string;
  problem?: FeedEntryRow['problem'];
}

/** Records an entry, with all that it is recognised by; it is never deleted. */
export async function recordEntry(tx: Tx, feedId: string, entry: SeenEntry): Promise<void> {
  const id = newId();
  await tx
    .insertInto('feedEntry')
    .values({
      id,
      feedId,
      title: entry.title,
      link: entry.link,
      outcome: entry.outcome,
      postId: entry.postId ?? null,
      problem: entry.problem ? JSON.stringify(entry.problem) : null,
    })
    .execute();
  await learnHashes(
    tx,
    feedId,
    entry.hashes.map((hash) => ({ hash, entryId: id })),
  );
}

/** Notes by what else entries are known again from now on. */
export async function learnHashes(
  db: Db,
  feedId: string,
  hashes: readonly { hash: string; entryId: string }[],
): Promise<void> {
  if (hashes.length === 0) return;
  await db
    .insertInto('feedSeen')
    .values(hashes.map((each) => ({ feedId, ...each })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * What feeds showed since the backup was taken may have become Pins, of which nothing is known any more: what they hold
 * when they are next read becomes nothing.
 */
export const markRestoredFeeds = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    update feed set first_read_at = null, claims = 0, lease_owner = null, lease_until = null,
      lease_token = lease_token + 1`.execute(db);
};

/** The newest first, without those that were there from the beginning. */
export const listFeedEntries = (db: Db, feedId: string, limit: number): Promise<FeedEntryRow[]> =>
  db
    .selectFrom('feedEntry')
    .selectAll()
    .where('feedId', '=', feedId)
    .where('outcome', '<>', 'old')
    .orderBy('seenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
