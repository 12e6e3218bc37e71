import { sql } from 'kysely';
import { postStatus } from '../../domain/pins/statuses.ts';
import { findAccounts, type KnownBoard } from '../accounts/accounts.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import { removedPins, type Removal } from '../live-pins/list.ts';
import type { AccountRow, StoredMedia, NewPin, NewPost, PinRow, PostRow } from '../schema/rows.ts';
import { insertRows } from '../database/insert-rows.ts';
import { interval } from '../database/interval.ts';

/** A post with everything a door shows of it. */
export interface FullPost {
  post: PostRow;
  pins: PinRow[];
  media: StoredMedia[];
  accounts: AccountRow[];
  boards: KnownBoard[];
  /** Pins that are gone from Pinterest since they were published. */
  removals: Removal[];
}

/** Inserts posts and their Pins, with a `post.scheduled` event for each whose announcedStatus is 'scheduled'. */
export async function insertPosts(
  tx: Tx,
  wanted: readonly { post: NewPost; pins: readonly NewPin[] }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const posts = wanted.map(({ post, pins }) => ({
    ...post,
    status: postStatus(pins.map((pin) => pin.status)), // As the trigger would set it in a second write.
  }));
  await sql`
    with added as (${insertRows('post', posts)} returning workspace_id, id, announced_status)
    insert into event (workspace_id, kind, post_id)
    select workspace_id, 'post.scheduled', id from added where announced_status = 'scheduled'`.execute(
    tx,
  );
  const pins = wanted.flatMap((post) => post.pins);
  if (pins.length > 0) await insertRows('pin', pins, ['slides']).execute(tx);
}

/**
 * Recomputes the status, which writes the event of a post whose Pins got a due time although its status stays the same
 * (approval).
 */
export const announcePost = async (tx: Tx, postId: string): Promise<void> =>
  void (await sql`select derive_status_of(${postId})`.execute(tx));

export async function findPost(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<FullPost | undefined> {
  const post = await db
    .selectFrom('post')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return post && (await withParts(db, [post]))[0];
}

/** Of a workspace, the post with this key that is not hidden. */
export async function findPostByKey(
  db: Db,
  workspaceId: string,
  referenceKey: string,
): Promise<string | undefined> {
  const found = await db
    .selectFrom('post')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('referenceKey', '=', referenceKey)
    .where('hiddenAt', 'is', null)
    .executeTakeFirst();
  return found?.id;
}

/** Whether a post was not stored since another one of its workspace has its key. */
export const isReferenceKeyTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'post_reference_key';

/** Which of these keys posts of the workspace have, each with its post; others wait until the transaction ends. */
export async function takenReferenceKeys(
  tx: Tx,
  workspaceId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reference keys ${workspaceId}`}, 0))`.execute(
    tx,
  );
  const rows = await tx
    .selectFrom('post')
    .select(['id', 'referenceKey'])
    .where('workspaceId', '=', workspaceId)
    .where('referenceKey', '=', anyOf(keys))
    .where('hiddenAt', 'is', null)
    .execute();
  return new Map(
    rows.flatMap(({ id, referenceKey }) => (referenceKey ? [[referenceKey, id]] : [])),
  );
}

/** What became of these posts, by id. */
export async function readPostStates(
  db: Db,
  workspaceIds: readonly string[],
  ids: readonly string[],
): Promise<Map<string, Pick<PostRow, 'status' | 'scheduledFor'>>> {
  const rows = await db
    .selectFrom('post')
    .select(['id', 'status', 'scheduledFor'])
    .where('workspaceId', '=', anyOf(workspaceIds))
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(rows.map(({ id, ...state }) => [id, state]));
}

/** A Pin due within this many ms counts as in progress. */
const shortHoldMs = 20_000;

/** The Pins of a post in order. `settled`: none is being published or due within shortHoldMs. */
export async function readPins(
  db: Db,
  postId: string,
): Promise<{ pins: PinRow[]; settled: boolean }> {
  const { rows } = await sql<PinRow & { soon: boolean }>`
    select *, coalesce(due_at < now() + ${interval(shortHoldMs)}, false) as soon
    from pin where post_id = ${postId} order by position`.execute(db);
  const moving = rows.some(
    ({ status, soon }) =>
      status === 'publishing' || ((status === 'scheduled' || status === 'held') && soon),
  );
  return { pins: rows.map(({ soon: _soon, ...pin }) => pin), settled: !moving };
}

/** A post that was just stored, and its Pins. */
export async function readPost(tx: Tx, id: string): Promise<{ post: PostRow; pins: PinRow[] }> {
  const [post, pins] = await Promise.all([
    tx.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    tx.selectFrom('pin').selectAll().where('postId', '=', id).orderBy('position').execute(),
  ]);
  return { post, pins };
}

/** The posts with everything a door shows of them. */
export async function withParts(db: Db, posts: PostRow[]): Promise<FullPost[]> {
  if (posts.length === 0) return [];
  const ids = posts.map((post) => post.id);
  const mediaIds = [...new Set(posts.flatMap((post) => post.mediaIds))];
  const [pins, media] = await Promise.all([
    db.selectFrom('pin').selectAll().where('postId', 'in', ids).orderBy('position').execute(),
    mediaIds.length
      ? db.selectFrom('media').selectAll().where('id', 'in', mediaIds).execute()
      : Promise.resolve([]),
  ]);
  const accountIds = [...new Set(pins.map((pin) => pin.accountId))];
  const boardIds = [...new Set(pins.map((pin) => pin.boardId))];
  const published = pins.filter(({ status }) => status === 'published').map(({ id }) => id);
  const [accounts, boards, removals] = accountIds.length
    ? await Promise.all([
        findAccounts(db, accountIds),
        db
          .selectFrom('board')
          .selectAll()
          .where('accountId', 'in', accountIds)
          .where('id', 'in', boardIds)
          .execute(),
        removedPins(db, published),
      ])
    : [[], [], []];
  return posts.map((post) => ({
    post,
    pins: pins.filter((pin) => pin.postId === post.id),
    media: post.mediaIds.flatMap((id) => media.find((item) => item.id === id) ?? []),
    accounts,
    boards,
    removals,
  }));
}
