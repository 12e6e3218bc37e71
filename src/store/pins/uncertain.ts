import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../database/pool.ts';

/** A restored Pin that waits for a person to say whether it is on Pinterest. */
export interface UncertainPin {
  postId: string;
  pinId: string;
  accountId: string;
  username: string;
  boardId: string;
  boardName: string | null;
  title: string | null;
  scheduledFor: Date | null;
  details: {
    takenAt: string;
    candidates?: {
      pinterestPinId: string;
      title: string | null;
      createdAt: string | null;
      same: string[];
    }[];
  };
}

/** Through the index pin_held. */
const uncertain = (workspaceIds: readonly string[]): RawBuilder<unknown> => sql`
  pin.workspace_id = any(${[...workspaceIds]}) and pin.status = 'held'
  and pin.held_reason->>'code' = 'PIN_RESTORED_UNCERTAIN'`;

export async function countUncertain(db: Db, workspaceIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pin where ${uncertain(workspaceIds)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** In the order of their ids. @param page `after`: only later ids; `pinIds`: only these. */
export async function listUncertain(
  db: Db,
  workspaceIds: readonly string[],
  page: { limit: number; after?: string; pinIds?: readonly string[] },
): Promise<UncertainPin[]> {
  const { rows } = await sql<UncertainPin>`
    select pin.post_id, pin.id as pin_id, pin.account_id, account.username, pin.board_id, board.name as board_name,
      pin.title, pin.scheduled_for, pin.held_reason->'details' as details
    from pin join account on account.id = pin.account_id
      left join board on board.account_id = pin.account_id and board.id = pin.board_id
    where ${uncertain(workspaceIds)} and pin.id > ${page.after ?? ''}
      ${page.pinIds ? sql`and pin.id = any(${[...page.pinIds]})` : sql``}
    order by pin.id limit ${page.limit}`.execute(db);
  return rows;
}
