import { sql } from 'kysely';
import type { PostStatus } from '../domain/pin.ts';
import type { Db } from './database.ts';
import type { AccountRow, BoardRow, MediaRow, NewPin, NewPost, PinRow, PostRow } from './schema.ts';

/** A post with everything a door shows of it. */
export interface FullPost {
  post: PostRow;
  pins: PinRow[];
  media: MediaRow[];
  accounts: AccountRow[];
  boards: BoardRow[];
}

/**
 * Stores a post and its Pins. With a request id that was accepted before it stores nothing.
 * Call it in a transaction: of two requests with the same id at once, the second waits for the first.
 * @returns the id of the post the request id now stands for.
 */
export async function insertPost(
  tx: Db,
  post: NewPost,
  pins: readonly NewPin[],
  requestId: string | null,
): Promise<{ postId: string; existed: boolean }> {
  await tx.insertInto('post').values(post).execute();
  if (requestId !== null) {
    const accepted = await tx
      .insertInto('acceptedRequest')
      .values({ workspaceId: post.workspaceId, requestId, postId: post.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('postId')
      .executeTakeFirst();
    if (!accepted) {
      await tx.deleteFrom('post').where('id', '=', post.id).execute();
      const earlier = await acceptedPost(tx, post.workspaceId, requestId);
      if (earlier !== null) return { postId: earlier, existed: true };
      throw new Error('The earlier post of this request was removed meanwhile.');
    }
  }
  if (pins.length)
    await tx
      .insertInto('pin')
      .values([...pins])
      .execute();
  return { postId: post.id, existed: false };
}

/** Id of the post that was accepted under this request id, or null. */
export async function acceptedPost(
  db: Db,
  workspaceId: string,
  requestId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('acceptedRequest')
    .select('postId')
    .where('workspaceId', '=', workspaceId)
    .where('requestId', '=', requestId)
    .executeTakeFirst();
  return row?.postId ?? null;
}

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

/** Milliseconds: a Pin that waits for less is as good as on its way. */
const shortHoldMs = 20_000;

/** Whether nothing is on its way any more: a Pin that waits for longer has another time, or waits for something outside. */
export const postIsDone = async (db: Db, id: string): Promise<boolean> => {
  const busy = await db
    .selectFrom('pin')
    .select('id')
    .where('postId', '=', id)
    .where(({ or, and, eb }) =>
      or([
        eb('status', '=', 'publishing'),
        and([
          eb('status', 'in', ['scheduled', 'held']),
          eb('dueAt', '<', sql<Date>`now() + make_interval(secs => ${shortHoldMs / 1000})`),
        ]),
      ]),
    )
    .executeTakeFirst();
  return busy === undefined;
};

export interface PostFilter {
  status?: PostStatus;
  accountId?: string;
  from?: Date;
  to?: Date;
  search?: string;
  order: { by: 'scheduled' | 'created' | 'status'; direction: 'asc' | 'desc' };
  limit: number;
  offset: number;
}

/** Posts of a workspace in the order asked for, and how many there are in all. */
export async function listPosts(
  db: Db,
  workspaceId: string,
  filter: PostFilter,
): Promise<{ posts: FullPost[]; total: number }> {
  const when = sql<Date>`coalesce(post.scheduled_for, post.created_at)`;
  let query = db.selectFrom('post').where('post.workspaceId', '=', workspaceId);
  if (filter.status) query = query.where('post.status', '=', filter.status);
  if (filter.from) query = query.where(when, '>=', filter.from);
  if (filter.to) query = query.where(when, '<=', filter.to);
  if (filter.accountId !== undefined) {
    const accountId = filter.accountId;
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('pin')
          .select('pin.id')
          .whereRef('pin.postId', '=', 'post.id')
          .where('pin.accountId', '=', accountId),
      ),
    );
  }
  if (filter.search) {
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('post.content', 'ilike', pattern),
        eb('post.title', 'ilike', pattern),
        exists(
          selectFrom('pin')
            .select('pin.id')
            .whereRef('pin.postId', '=', 'post.id')
            .where('pin.title', 'ilike', pattern),
        ),
      ]),
    );
  }
  const { by, direction } = filter.order;
  const counted = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const posts = await query
    .selectAll('post')
    .$if(by === 'status', (q) => q.orderBy('post.status', direction))
    .orderBy(by === 'created' ? 'post.createdAt' : when, direction)
    .orderBy('post.id', direction)
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { posts: await withParts(db, posts), total: counted.total };
}

async function withParts(db: Db, posts: PostRow[]): Promise<FullPost[]> {
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
  const [accounts, boards] = accountIds.length
    ? await Promise.all([
        db.selectFrom('account').selectAll().where('id', 'in', accountIds).execute(),
        db
          .selectFrom('board')
          .selectAll()
          .where('accountId', 'in', accountIds)
          .where('id', 'in', boardIds)
          .execute(),
      ])
    : [[], []];
  return posts.map((post) => ({
    post,
    pins: pins.filter((pin) => pin.postId === post.id),
    media: post.mediaIds.flatMap((id) => media.find((item) => item.id === id) ?? []),
    accounts,
    boards,
  }));
}
