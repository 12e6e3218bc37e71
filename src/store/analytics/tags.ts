import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';

/** Tags of the posts that a workspace published, by Pinterest's id of the Pin. Other workspaces' tags are their own. */
export async function readPinTags(
  db: Db,
  workspaceId: string,
  identityId: string,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; tags: string[] }>`
    select live.pinterest_pin_id as id, post.tags from remote_pin live
    join pin on pin.id = live.pin_id and pin.workspace_id = ${workspaceId}
    join post on post.id = pin.post_id
    where live.identity_id = ${identityId} and post.tags <> '{}'`.execute(db);
  return new Map(rows.map(({ id, tags }) => [id, tags]));
}
