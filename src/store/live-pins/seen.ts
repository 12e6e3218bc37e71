import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { PinNumbers } from '../schema/rows.ts';

/** A live Pin as one account sees it, with what lists of numbers show of it. */
export interface SeenPin {
  accountId: string;
  workspaceId: string;
  pinterestPinId: string;
  /** The workspace's own post; null: made elsewhere. */
  postId: string | null;
  /** By Pinterest's clock, else by ours; null: not known. */
  publishedAt: Date | null;
  content: string;
  coverUrl: string | null;
  altText: string | null;
  creativeType: string | null;
  /** Since it was made; null: never told. */
  lifetime: PinNumbers | null;
  numbersAt: Date | null;
  goneAt: Date | null;
}

export interface SeenFilter {
  accountId?: string | undefined;
  /** Whether the workspace published it. */
  ours?: boolean | undefined;
  from?: Date | undefined;
  /** Exclusive. */
  before?: Date | undefined;
  postId?: string | undefined;
  pinterestPinId?: string | undefined;
  /** How many at most; absent: all. */
  limit?: number | undefined;
}

/** Live Pins with their lifetime figures, the newest first. */
export async function readSeenPins(
  db: Db,
  workspaceIds: readonly string[],
  filter: SeenFilter,
): Promise<SeenPin[]> {
  const published = sql`coalesce(live.created_at, own.published_at)`;
  const { accountId, ours, from, before, postId, pinterestPinId, limit } = filter;
  const { rows } = await sql<SeenPin>`
    select account.id as account_id, account.workspace_id, live.pinterest_pin_id, own.post_id,
      ${published} as published_at, coalesce(live.description, live.title, post.content, '') as content, live.cover_url,
      live.alt_text, live.creative_type, live.lifetime, live.numbers_at, live.gone_at
    from account join remote_pin live on live.identity_id = account.identity_id
    left join pin own on own.id = live.pin_id and own.workspace_id = account.workspace_id
    left join post on post.id = own.post_id
    where account.workspace_id = ${anyOf(workspaceIds)} and account.status <> 'disconnected'
      and (own.id is null or own.account_id = account.id)
      ${accountId === undefined ? sql`` : sql`and account.id = ${accountId}`}
      ${ours === undefined ? sql`` : ours ? sql`and own.id is not null` : sql`and own.id is null`}
      ${from ? sql`and ${published} >= ${from}` : sql``}
      ${before ? sql`and ${published} < ${before}` : sql``}
      ${postId === undefined ? sql`` : sql`and own.post_id = ${postId}`}
      ${pinterestPinId === undefined ? sql`` : sql`and live.pinterest_pin_id = ${pinterestPinId}`}
    order by ${published} desc nulls last, live.pinterest_pin_id desc
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db);
  return rows;
}
