import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';
import type { LivePinMedia, PinNumbers } from '../schema/rows.ts';

/** What Pinterest says of a Pin. null: it did not say. */
export interface LivePinSnapshot {
  id: string;
  boardId: string | null;
  sectionId: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  media: LivePinMedia;
  creativeType: string | null;
  coverUrl: string | null;
  parentPinId: string | null;
  isOwner: boolean | null;
  hasBeenPromoted: boolean | null;
  createdAt: Date | null;
  lifetime: PinNumbers | null;
  rolling90d: PinNumbers | null;
}

/** All but the numbers. */
const columns =
  'board_id section_id title description link alt_text media creative_type cover_url parent_pinterest_pin_id is_owner has_been_promoted created_at';

const facts = (of: 'old' | 'page' | 'excluded') =>
  sql.raw(
    columns
      .split(' ')
      .map((column) => `${of}.${column}`)
      .join(', '),
  );

/**
 * Stores Pins as Pinterest shows them. A row that says the same already is not written again, so a daily reading of
 * 200,000 Pins costs what has changed. Numbers that are not told stay as they were told last. A Pin that was gone is back.
 * @returns how many are new, and how many were changed.
 */
export async function putLivePins(
  db: Db,
  identityId: string,
  pins: readonly LivePinSnapshot[],
): Promise<{ added: number; changed: number }> {
  if (pins.length === 0) return { added: 0, changed: 0 };
  const { rows } = await sql<{ added: boolean }>`
    with page as materialized (
      select distinct on (id) id, "boardId" as board_id, "sectionId" as section_id, title, description, link,
        "altText" as alt_text, media, "creativeType" as creative_type, "coverUrl" as cover_url,
        "parentPinId" as parent_pinterest_pin_id, "isOwner" as is_owner, "hasBeenPromoted" as has_been_promoted,
        "createdAt" as created_at, lifetime, "rolling90d" as rolling_90d
      from jsonb_to_recordset(${JSON.stringify(pins)}::jsonb) as pin(id text, "boardId" text, "sectionId" text,
        title text, description text, link text, "altText" text, media jsonb, "creativeType" text, "coverUrl" text,
        "parentPinId" text, "isOwner" boolean, "hasBeenPromoted" boolean, "createdAt" timestamptz, lifetime jsonb,
        "rolling90d" jsonb)
      order by id
    ), compared as (
      select page.*, old.pinterest_pin_id is null as is_new, (${facts('old')}) is distinct from (${facts('page')}) as differs,
        (old.lifetime, old.rolling_90d) is distinct from
          (coalesce(page.lifetime, old.lifetime), coalesce(page.rolling_90d, old.rolling_90d)) as counts_anew,
        old.gone_at is not null or old.missed_run is not null as is_back
      from page left join remote_pin old on old.identity_id = ${identityId} and old.pinterest_pin_id = page.id
      -- What was deleted from here stays so: a page may have been read a moment before.
      where old.gone_why is distinct from 'unpublished'
    )
    insert into remote_pin as old (identity_id, pinterest_pin_id, board_id, section_id, title, description, link, alt_text,
      media, creative_type, cover_url, parent_pinterest_pin_id, is_owner, has_been_promoted, created_at, lifetime,
      rolling_90d, numbers_at, pin_id)
    select ${identityId}, page.id, ${facts('page')}, page.lifetime, page.rolling_90d,
      case when page.lifetime is not null or page.rolling_90d is not null then now() end,
      (select own.id from pin own where own.identity_id = ${identityId} and own.pinterest_pin_id = page.id)
    from compared page where is_new or differs or counts_anew or is_back order by page.id
    on conflict (identity_id, pinterest_pin_id) do update set board_id = excluded.board_id,
      section_id = excluded.section_id, title = excluded.title, description = excluded.description,
      link = excluded.link, alt_text = excluded.alt_text, media = excluded.media,
      creative_type = excluded.creative_type, cover_url = excluded.cover_url,
      parent_pinterest_pin_id = excluded.parent_pinterest_pin_id, is_owner = excluded.is_owner,
      has_been_promoted = excluded.has_been_promoted, created_at = coalesce(excluded.created_at, old.created_at),
      changed_at = case when (${facts('old')}) is distinct from (${facts('excluded')}) then now() else old.changed_at end,
      numbers_at = case when (old.lifetime, old.rolling_90d) is distinct from (coalesce(excluded.lifetime, old.lifetime),
        coalesce(excluded.rolling_90d, old.rolling_90d)) then excluded.numbers_at else old.numbers_at end,
      lifetime = coalesce(excluded.lifetime, old.lifetime),
      rolling_90d = coalesce(excluded.rolling_90d, old.rolling_90d),
      gone_at = null, gone_why = null, missed_run = null
      where old.gone_why is distinct from 'unpublished'
    returning (xmax = 0) as added`.execute(db);
  const added = rows.filter((row) => row.added).length;
  return { added, changed: rows.length - added };
}
