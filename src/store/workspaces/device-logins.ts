import { sql } from 'kysely';
import type { Db, Tx } from '../database/pool.ts';
import { interval } from '../database/interval.ts';
import type { DeviceLoginRow } from '../schema/rows.ts';

export type NewDeviceLogin = Pick<
  DeviceLoginRow,
  'id' | 'client' | 'deviceName' | 'address' | 'deviceHash' | 'userCode' | 'keyHash' | 'keyPreview'
>;

/** @returns undefined: another one has this user code. */
export const insertDeviceLogin = (
  db: Db,
  login: NewDeviceLogin,
  livesMs: number,
): Promise<DeviceLoginRow | undefined> =>
  db
    .insertInto('deviceLogin')
    .values({
      ...login,
      keyId: null,
      workspaceId: null,
      polledAt: null,
      expiresAt: sql<Date>`now() + ${interval(livesMs)}`,
    })
    .onConflict((conflict) => conflict.column('userCode').doNothing())
    .returningAll()
    .executeTakeFirst();

/** One that waits for an answer. */
export const findOpenDeviceLogin = (
  db: Db,
  userCode: string,
): Promise<DeviceLoginRow | undefined> =>
  db
    .selectFrom('deviceLogin')
    .selectAll()
    .where('userCode', '=', userCode)
    .where('status', '=', 'open')
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst();

/** Answers it, once. @returns false: it was answered before, or is over. */
export async function answerDeviceLogin(
  tx: Tx,
  id: string,
  answer: { status: 'approved'; keyId: string; workspaceId: string } | { status: 'denied' },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('deviceLogin')
    .set(answer)
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface PolledDeviceLogin extends DeviceLoginRow {
  expired: boolean;
  /** Whether it asked before less than the gap ago. */
  tooSoon: boolean;
}

/** Records that the command line asked. @returns the login; undefined: there is none with this code. */
export async function pollDeviceLogin(
  db: Db,
  deviceHash: string,
  gapMs: number,
): Promise<PolledDeviceLogin | undefined> {
  const { rows } = await sql<PolledDeviceLogin>`
    with before as (
      select id as before_id, polled_at as last_at from device_login where device_hash = ${deviceHash} for update
    )
    update device_login set polled_at = now() from before where id = before_id
    returning device_login.*, expires_at <= now() as expired,
      coalesce(last_at > now() - ${interval(gapMs)}, false) as too_soon`.execute(db);
  return rows[0];
}

/** Hands its key over, once. @returns false: it has it already. */
export async function collectDeviceLogin(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deviceLogin')
    .set({ status: 'collected' })
    .where('id', '=', id)
    .where('status', '=', 'approved')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
