import { sql, type RawBuilder } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { RemotePinRow } from '../schema/rows.ts';

/** Which live Pins are wanted; what is absent does not matter. */
export interface LivePinFilter {
  accountId?: string | undefined;
  boardId?: string | undefined;
  sectionId?: string | undefined;
  /** Pinterest's ids. */
  pinterestPinIds?: readonly string[] | undefined;
  /** Hosts of links, lower case, without `www.`. */
  linkDomains?: readonly string[] | undefined;
  /** Words, or their beginnings, in title, description and alt text; or the id of a Pin. */
  search?: string | undefined;
  creativeTypes?: readonly string[] | undefined;
  /** Whether the workspace published it from here. */
  ours?: boolean | undefined;
  state: 'live' | 'gone' | 'hidden' | 'all';
  createdFrom?: Date | undefined;
  /** Exclusive. */
  createdBefore?: Date | undefined;
  pinFilter?: 'exclude_native' | 'exclude_repins' | 'has_been_promoted' | undefined;
  /** Of its board; a Pin of a board that is not known has none. */
  privacy?: 'PUBLIC' | 'PROTECTED' | 'SECRET' | undefined;
}

/** A place in the list. `at` to the microsecond, UTC. */
export interface LivePinPlace {
  at: string;
  pinterestPinId: string;
  accountId: string;
}

/** A live Pin as one account of its Pinterest user sees it. */
export interface LivePin extends RemotePinRow, LivePinPlace {
  workspaceId: string;
  boardName: string | null;
  sectionName: string | null;
  /** Our publication, where it is one of this workspace. */
  publication: { pinId: string; postId: string } | null;
  /** When the last complete reading of the user's Pins began. */
  readAt: Date | null;
}

const time = sql.raw('coalesce(live.created_at, live.first_seen_at)');
/** The expression of the index remote_pin_words. */
const words = sql.raw(
  `to_tsvector('simple', coalesce(live.title, '') || ' ' || coalesce(live.description, '') || ' ' || coalesce(live.alt_text, ''))`,
);

const seen = sql`account.id as account_id, account.workspace_id, live.*,
  to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, board.name as board_name,
  (select section ->> 'name' from jsonb_array_elements(board.sections) section
    where section ->> 'id' = live.section_id limit 1) as section_name,
  case when own.id is not null then jsonb_build_object('pinId', own.id, 'postId', own.post_id) end as publication,
  import.completed_at as read_at`;
const joined = sql`
  left join pin own on own.id = live.pin_id and own.workspace_id = account.workspace_id
  left join board on board.account_id = account.id and board.id = live.board_id
  left join pin_import import on import.id = account.identity_id`;
/** Accounts that a workspace disconnected see nothing new of their user. */
const linked = (workspaceIds: readonly string[]) =>
  sql`account.workspace_id = ${anyOf(workspaceIds)} and account.status <> 'disconnected'`;

/** Live Pins of the accounts of these workspaces, the newest first. */
export async function listLivePins(
  db: Db,
  workspaceIds: readonly string[],
  filter: LivePinFilter,
  page: { after: LivePinPlace | null; limit: number },
): Promise<LivePin[]> {
  const { after, limit } = page;
  const place = after
    ? sql`and (${time}, live.pinterest_pin_id, account.id)
        < (${after.at}::timestamptz, ${after.pinterestPinId}, ${after.accountId})`
    : sql``;
  const { rows } = await sql<LivePin>`
    select ${seen} from account cross join lateral (
      select live.* from remote_pin live where live.identity_id = account.identity_id and ${conditions(filter)} ${place}
      order by ${time} desc, live.pinterest_pin_id desc limit ${limit}
    ) live ${joined}
    where ${linked(workspaceIds)} and ${ofAccount(filter)}
    order by ${time} desc, live.pinterest_pin_id desc, account.id desc limit ${limit}`.execute(db);
  return rows;
}

/** The Pins of an account in the order of their ids, which no change of a Pin moves. @param after an id; empty: none. */
export async function nextLivePins(
  db: Db,
  accountId: string,
  filter: LivePinFilter,
  page: { after: string; limit: number },
): Promise<LivePin[]> {
  const { rows } = await sql<LivePin>`
    select ${seen} from account cross join lateral (
      select live.* from remote_pin live where live.identity_id = account.identity_id and ${conditions(filter)}
        and live.pinterest_pin_id > ${page.after}
      order by live.pinterest_pin_id limit ${page.limit}
    ) live ${joined}
    where account.id = ${accountId} and account.status <> 'disconnected'
    order by live.pinterest_pin_id limit ${page.limit}`.execute(db);
  return rows;
}

/** How many there are; costs a look at each that the index of the filter cannot tell apart. */
export async function countLivePins(
  db: Db,
  workspaceIds: readonly string[],
  filter: LivePinFilter,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from account join remote_pin live on live.identity_id = account.identity_id
    where ${linked(workspaceIds)} and ${ofAccount(filter)} and ${conditions(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The Pins with this id at Pinterest, or that are this publication of ours: one for each account that sees it. */
export async function findLivePins(
  db: Db,
  workspaceIds: readonly string[],
  id: { pinterestPinId: string; accountId?: string | undefined } | { publicationId: string },
): Promise<LivePin[]> {
  const wanted =
    'publicationId' in id
      ? sql`own.id = ${id.publicationId} and own.account_id = account.id`
      : sql`live.pinterest_pin_id = ${id.pinterestPinId} and ${ofAccount(id)}`;
  const { rows } = await sql<LivePin>`
    select ${seen} from account join remote_pin live on live.identity_id = account.identity_id ${joined}
    where ${linked(workspaceIds)} and ${wanted} order by account.id limit 10`.execute(db);
  return rows;
}

/** These Pins as an account sees them, in no order; those that are not known are left out. */
export async function findLivePinsOf(
  db: Db,
  accountId: string,
  pinterestPinIds: readonly string[],
): Promise<LivePin[]> {
  if (pinterestPinIds.length === 0) return [];
  const { rows } = await sql<LivePin>`
    select ${seen} from account join remote_pin live on live.identity_id = account.identity_id ${joined}
    where account.id = ${accountId} and account.status <> 'disconnected'
      and live.pinterest_pin_id = ${anyOf(pinterestPinIds)}`.execute(db);
  return rows;
}

/** A publication that is gone from Pinterest. */
export interface Removal {
  pinId: string;
  goneAt: Date;
  /** Whether it was deleted from here. */
  fromHere: boolean;
}

/** When publications of ours were found to be gone from Pinterest. */
export async function removedPins(db: Db, pinIds: readonly string[]): Promise<Removal[]> {
  if (pinIds.length === 0) return [];
  const { rows } = await sql<Removal>`
    select pin_id, gone_at, coalesce(gone_why = 'unpublished', false) as from_here from remote_pin where pin_id = ${anyOf(pinIds)} and gone_at is not null`.execute(
    db,
  );
  return rows;
}

const ofAccount = ({ accountId }: { accountId?: string | undefined }): RawBuilder<unknown> =>
  accountId === undefined ? sql`true` : sql`account.id = ${accountId}`;

function conditions(filter: LivePinFilter): RawBuilder<unknown> {
  const { boardId, sectionId, linkDomains, search, creativeTypes, ours, state } = filter;
  const { pinterestPinIds } = filter;
  const { createdFrom, createdBefore, pinFilter, privacy } = filter;
  const published = sql`exists (select from pin where pin.id = live.pin_id and pin.workspace_id = account.workspace_id)`;
  const all = [
    ...(state === 'all'
      ? []
      : [state === 'gone' ? sql`live.gone_at is not null` : sql`live.gone_at is null`]),
    ...(state === 'hidden' ? [hidden] : state === 'live' ? [sql`not ${hidden}`] : []),
    ...(pinterestPinIds ? [sql`live.pinterest_pin_id = ${anyOf(pinterestPinIds)}`] : []),
    ...(boardId === undefined ? [] : [sql`live.board_id = ${boardId}`]),
    ...(sectionId === undefined ? [] : [sql`live.section_id = ${sectionId}`]),
    ...(linkDomains ? [sql`live.link_domain = ${anyOf(linkDomains)}`] : []),
    ...(search === undefined ? [] : [hasWords(search)]),
    ...(creativeTypes ? [sql`live.creative_type = ${anyOf(creativeTypes)}`] : []),
    ...(ours === undefined ? [] : [ours ? published : sql`not ${published}`]),
    ...(createdFrom ? [sql`${time} >= ${createdFrom}`] : []),
    ...(createdBefore ? [sql`${time} < ${createdBefore}`] : []),
    ...(pinFilter ? [pinFilters[pinFilter]] : []),
    ...(privacy
      ? [
          sql`exists (select from board where board.account_id = account.id and board.id = live.board_id
            and board.privacy = ${privacy})`,
        ]
      : []),
  ];
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

/** Whether the workspace does not want to see it. */
const hidden = sql`exists (select from hidden_pin where hidden_pin.workspace_id = account.workspace_id
  and hidden_pin.identity_id = live.identity_id and hidden_pin.pinterest_pin_id = live.pinterest_pin_id)`;

/** Pinterest's own filters of GET /pins, on what it told of each Pin. */
const pinFilters = {
  exclude_native: sql`live.parent_pinterest_pin_id is not null`,
  exclude_repins: sql`live.parent_pinterest_pin_id is null`,
  has_been_promoted: sql`live.has_been_promoted`,
};

/** Scripts that write no spaces between words, so that the index knows only the beginning of a sentence. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function hasWords(search: string): RawBuilder<unknown> {
  if (/^\d{9,}$/.test(search)) return sql`live.pinterest_pin_id = ${search}`;
  if (unspaced.test(search) || !/[\p{L}\p{N}]/u.test(search)) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(live.title ilike ${pattern} or live.description ilike ${pattern} or live.alt_text ilike ${pattern})`;
  }
  return sql`${words} @@ (
    select to_tsquery('simple', string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & '))
    from unnest(to_tsvector('simple', ${search})))`;
}

/** Leaves a live Pin out of the lists of a workspace, or shows it again. */
export async function hideLivePin(
  db: Db,
  workspaceId: string,
  { identityId, pinterestPinId }: Pick<RemotePinRow, 'identityId' | 'pinterestPinId'>,
  isHidden: boolean,
): Promise<void> {
  await (
    isHidden
      ? sql`insert into hidden_pin (workspace_id, identity_id, pinterest_pin_id)
        values (${workspaceId}, ${identityId}, ${pinterestPinId}) on conflict do nothing`
      : sql`delete from hidden_pin where workspace_id = ${workspaceId} and identity_id = ${identityId}
        and pinterest_pin_id = ${pinterestPinId}`
  ).execute(db);
}
