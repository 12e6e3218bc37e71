import { sql } from 'kysely';
import { postStatus, type PostStatus } from '../../domain/pins/pin.ts';
import { findAccounts, type KnownBoard } from '../accounts/accounts.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db, Tx } from '../database/pool.ts';
import type { AccountRow, MediaRow, NewPin, NewPost, PinRow, PostRow } from '../schema/rows.ts';

/** A post with everything a door shows of it. */
export interface FullPost {
  post: PostRow;
  pins: PinRow[];
  media: Omit<MediaRow, 'createdAt'>[];
  accounts: AccountRow[];
  boards: KnownBoard[];
}

/** Stores a post and its Pins, and tells of one that is `announcedStatus: 'scheduled'`. */
export async function insertPost(
  tx: Tx,
  wanted: NewPost,
  wantedPins: readonly NewPin[],
): Promise<{ post: PostRow; pins: PinRow[] }> {
  const status = postStatus(wantedPins.map((pin) => pin.status)); // As the trigger would set it in a second write.
  const post = await tx
    .with('added', (query) =>
      query
        .insertInto('post')
        .values({ ...wanted, status })
        .returningAll(),
    )
    .with('told', (query) =>
      query
        .insertInto('event')
        .columns(['workspaceId', 'kind', 'postId'])
        .expression((eb) =>
          eb
            .selectFrom('added')
            .select(['workspaceId', sql<string>`'post.scheduled'`.as('kind'), 'id'])
            .where('announcedStatus', '=', 'scheduled'),
        ),
    )
    .selectFrom('added')
    .selectAll()
    .executeTakeFirstOrThrow();
  const pins = wantedPins.length
    ? await tx
        .insertInto('pin')
        .values([...wantedPins])
        .returningAll()
        .execute()
    : [];
  return { post, pins };
}

/** Tells of a post that became due for publishing without a change of its status, as an approved one. */
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

/** Milliseconds: a Pin that waits for less is as good as on its way. */
const shortHoldMs = 20_000;

/**
 * The Pins of a post in order, and whether nothing is on its way any more: a Pin that waits for longer has another
 * time, or waits for something outside.
 */
export async function readPins(
  db: Db,
  postId: string,
): Promise<{ pins: PinRow[]; settled: boolean }> {
  const { rows } = await sql<PinRow & { soon: boolean }>`
    select *, coalesce(due_at < now() + make_interval(secs => ${shortHoldMs / 1000}), false) as soon
    from pin where post_id = ${postId} order by position`.execute(db);
  const moving = rows.some(
    ({ status, soon }) =>
      status === 'publishing' || ((status === 'scheduled' || status === 'held') && soon),
  );
  return { pins: rows.map(({ soon: _soon, ...pin }) => pin), settled: !moving };
}

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

/** Posts of these workspaces in the order asked for, and how many there are in all. */
export async function listPosts(
  db: Db,
  workspaceIds: readonly string[],
  filter: PostFilter,
): Promise<{ posts: FullPost[]; total: number }> {
  const when = sql<Date>`coalesce(post.scheduled_for, post.created_at)`;
  let query = db.selectFrom('post').where('post.workspaceId', '=', anyOf(workspaceIds));
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
  const narrow = filter.from ?? filter.to ?? filter.accountId ?? filter.search;
  const [total, posts] = await Promise.all([
    narrow === undefined
      ? countPosts(db, workspaceIds, filter.status)
      : query
          .select(({ fn }) => fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow()
          .then((counted) => counted.total),
    query
      .selectAll('post')
      .$if(by === 'status', (q) => q.orderBy('post.status', direction))
      .orderBy(by === 'created' ? 'post.createdAt' : when, direction)
      .orderBy('post.id', direction)
      .limit(filter.limit)
      .offset(filter.offset)
      .execute(),
  ]);
  return { posts: await withParts(db, posts), total };
}

/** Posts of these workspaces, or those in one status; costs the same however many there are. */
async function countPosts(
  db: Db,
  workspaceIds: readonly string[],
  status?: PostStatus,
): Promise<number> {
  const { total } = await db
    .selectFrom('postTally')
    .select(({ fn }) => fn.sum<number | null>('delta').as('total'))
    .where('workspaceId', '=', anyOf(workspaceIds))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'draft'))
    .executeTakeFirstOrThrow();
  return total ?? 0;
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
        findAccounts(db, accountIds),
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
