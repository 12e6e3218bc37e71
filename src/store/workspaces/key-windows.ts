import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';

/**
 * Takes requests of a key's minute for one process.
 * @param minute minutes since 1970. @returns how many were taken of it in all, these included.
 */
export async function takeRequests(
  db: Db,
  keyId: string,
  minute: number,
  count: number,
): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    insert into key_window (key_id, minute, used) values (${keyId}, ${minute}, ${count})
    on conflict (key_id) do update set
      used = case when key_window.minute >= excluded.minute then key_window.used else 0 end + excluded.used,
      minute = greatest(key_window.minute, excluded.minute)
    returning used`.execute(db);
  return rows[0]?.used ?? count;
}

/** Forgets the windows of keys that were not used for a day. */
export const purgeKeyWindows = async (db: Db): Promise<void> =>
  void (await sql`delete from key_window where minute < extract(epoch from now()) / 60 - 1440`.execute(
    db,
  ));
