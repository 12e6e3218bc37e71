import { sql, type SelectQueryBuilder } from 'kysely';
import type { PostStatus } from '../../domain/pins/statuses.ts';
import { isId } from '../../domain/ids.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { Database } from '../schema/rows.ts';
import { withParts, type FullPost } from './posts.ts';

export interface PostFilter {
  status?: PostStatus;
  accountId?: string;
  boardId?: string;
  /** Code of the reason for which a Pin is held. */
  heldReason?: string;
  from?: Date;
  /** Exclusive. */
  before?: Date;
  search?: string;
  referenceKey?: string;
  statuses?: readonly PostStatus[];
  /** Of the scheduled ones: what they wait for. */
  waitsFor?: 'time' | 'approval' | 'retry';
  /** Whether hidden posts are among them, or nothing else; absent: they are left out. */
  hidden?: 'too' | 'only';
  order: {
    by: 'scheduled' | 'created' | 'updated' | 'published' | 'hidden' | 'status';
    direction: 'asc' | 'desc';
  };
  limit: number;
  offset: number;
}

/** When a post counts as happening; two indexes hold it. */
const when = sql<Date>`coalesce(post.scheduled_for, post.created_at)`;

/** What posts are sorted by. */
const times = {
  scheduled: when,
  status: when,
  created: sql<Date>`post.created_at`,
  updated: sql<Date>`post.updated_at`,
  // Those without such a time come last, or first.
  published: sql<Date>`coalesce((select max(published_at) from pin where pin.post_id = post.id), '-infinity')`,
  hidden: sql<Date>`coalesce(post.hidden_at, '-infinity')`,
} as const;

/** Posts of these workspaces in the order asked for, and how many there are in all. */
export async function listPosts(
  db: Db,
  workspaceIds: readonly string[],
  filter: PostFilter,
): Promise<{ posts: FullPost[]; total: number }> {
  const [total, posts] = await Promise.all([
    countPosts(db, workspaceIds, filter),
    readPage(db, workspaceIds, filter),
  ]);
  return { posts: await withParts(db, posts), total };
}

/** The same without the count, for readers of all pages. */
export const readPostsPage = async (
  db: Db,
  workspaceIds: readonly string[],
  filter: PostFilter,
): Promise<FullPost[]> => withParts(db, await readPage(db, workspaceIds, filter));

/**
 * Reads the first posts of each workspace by index and merges them. One query over several workspaces cannot use the
 * index order and would sort all posts.
 */
function readPage(db: Db, workspaceIds: readonly string[], filter: PostFilter) {
  const { order, limit, offset } = filter;
  const ordered = <O>(query: SelectQueryBuilder<Database, 'post', O>) =>
    query
      .$if(order.by === 'status', (q) => q.orderBy('post.status', order.direction))
      .orderBy(times[order.by], order.direction)
      .orderBy('post.id', order.direction);
  const workspace = sql<{ id: string }>`unnest(${[...workspaceIds]}::text[])`;
  return ordered(
    db
      .selectFrom(workspace.as<'workspace'>(sql`workspace(id)`))
      .innerJoinLateral(
        (eb) =>
          ordered(
            narrowed(
              eb.selectFrom('post').where('post.workspaceId', '=', sql.ref<string>('workspace.id')),
              filter,
            ).selectAll('post'),
          )
            .limit(limit + offset)
            .as('post'),
        (join) => join.onTrue(),
      )
      .selectAll('post'),
  )
    .limit(limit)
    .offset(offset)
    .execute();
}

/** How many posts a filter finds; without one that needs a look at each it costs the same however many there are. */
async function countPosts(
  db: Db,
  workspaceIds: readonly string[],
  filter: PostFilter,
): Promise<number> {
  const { status, hidden, order: _order, limit: _limit, offset: _offset, ...others } = filter;
  const isNarrowed =
    hidden !== undefined || Object.values(others).some((value) => value !== undefined);
  // The tally counts what is stored.
  if (isNarrowed || (status !== undefined && (await isShownOtherwise(db, workspaceIds, status)))) {
    const query = narrowed(db.selectFrom('post'), filter);
    const { total } = await query
      .where('post.workspaceId', '=', anyOf(workspaceIds))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return total;
  }
  const { total } = await db
    .selectFrom('postTally')
    .select(({ fn }) => fn.sum<number | null>('delta').as('total'))
    .where('workspaceId', '=', anyOf(workspaceIds))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'draft'))
    .executeTakeFirstOrThrow();
  return total ?? 0;
}

function narrowed(
  posts: SelectQueryBuilder<Database, 'post', object>,
  { status, from, before, accountId, boardId, heldReason, search, ...more }: PostFilter,
) {
  const { referenceKey, statuses, waitsFor, hidden } = more;
  let query = posts;
  if (hidden !== 'too')
    query = query.where('post.hiddenAt', hidden === undefined ? 'is' : 'is not', null);
  if (referenceKey !== undefined) query = query.where('post.referenceKey', '=', referenceKey);
  if (statuses) query = query.where((eb) => eb.or(statuses.map(shownAs)));
  if (waitsFor) query = query.where('post.status', '=', 'scheduled').where(waitsForSql[waitsFor]);
  if (status) query = query.where(shownAs(status));
  if (from) query = query.where(when, '>=', from);
  if (before) query = query.where(when, '<', before);
  if (accountId !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('pin')
          .select('pin.id')
          .whereRef('pin.postId', '=', 'post.id')
          .where('pin.accountId', '=', accountId),
      ),
    );
  if (boardId !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('pin')
          .select('pin.id')
          .whereRef('pin.postId', '=', 'post.id')
          .where('pin.boardId', '=', boardId),
      ),
    );
  // Through the index of held Pins: they are few, the posts of a workspace many.
  if (heldReason !== undefined)
    query = query.where(
      'post.id',
      'in',
      sql<string>`(select post_id from pin where pin.workspace_id = post.workspace_id and pin.status = 'held'
        and pin.held_reason->>'code' = ${heldReason})`,
    );
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
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
        ...(isId(search)
          ? [
              eb('post.id', '=', search),
              eb(
                'post.id',
                'in',
                selectFrom('pin').select('pin.postId').where('pin.id', '=', search),
              ),
            ]
          : []),
      ]),
    );
  }
  return query;
}

const unapproved = sql<boolean>`(post.requires_approval and post.approved_at is null)`;
const troubled = sql<boolean>`exists (select from pin where pin.post_id = post.id
  and (pin.status = 'held' or pin.status = 'scheduled' and pin.attempts > 0))`;

const waitsForSql = {
  approval: unapproved,
  retry: sql<boolean>`(not ${unapproved} and ${troubled})`,
  time: sql<boolean>`(not ${unapproved} and not ${troubled})`,
} as const;

/** Posts of the workspace with a Pin that was deleted on Pinterest from here: few, so they are found through an index. */
const withUnpublished = sql`(select pin.post_id from remote_pin live join pin on pin.id = live.pin_id
  where live.gone_why = 'unpublished' and pin.workspace_id = post.workspace_id)`;

/** Statuses that such a post can be stored with, and those it can be shown with. */
const stored = ['published', 'partial'] as const;
const shown = [...stored, 'failed', 'cancelled'] as const;
const isShown = (status: PostStatus): status is (typeof shown)[number] =>
  shown.some((one) => one === status);

/**
 * Whether a post is shown with this status. A Pin that was unpublished counts as cancelled, though it stays stored as
 * published (domain/pins/statuses.ts says what follows for the post).
 */
function shownAs(status: PostStatus) {
  if (!isShown(status)) return sql<boolean>`post.status = ${status}`;
  const isConcerned = sql`post.status = any(${[...stored]}::text[]) and post.id in ${withUnpublished}`;
  const someLeft = sql`exists (select from pin where pin.post_id = post.id and pin.status = 'published'
    and not exists (select from remote_pin live where live.pin_id = pin.id and live.gone_why = 'unpublished'))`;
  const someFailed = sql`exists (select from pin where pin.post_id = post.id and pin.status = 'failed')`;
  const others = {
    published: sql`false`,
    partial: someLeft,
    failed: sql`not ${someLeft} and ${someFailed}`,
    cancelled: sql`not ${someLeft} and not ${someFailed}`,
  }[status];
  return sql<boolean>`(post.status = ${status} and not (${isConcerned}) or ${isConcerned} and ${others})`;
}

/** Whether posts of these workspaces are shown with another status than they are stored with, and this is one of both. */
async function isShownOtherwise(
  db: Db,
  workspaceIds: readonly string[],
  status: PostStatus,
): Promise<boolean> {
  if (!isShown(status)) return false;
  const { rows } = await sql`
    select from remote_pin live join pin on pin.id = live.pin_id
    where live.gone_why = 'unpublished' and pin.workspace_id = ${anyOf(workspaceIds)} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
