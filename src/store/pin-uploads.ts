import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { ClaimedPin } from './pin-claim.ts';

/** Remembers the video Pinterest now holds for a Pin. False: the lease was lost and nothing was changed. */
export async function saveUpload(db: Db, pin: ClaimedPin, uploadId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pin set upload_id = ${uploadId}, upload_since = now(), upload_round = upload_round + 1
    where id = ${pin.id} and lease_token = ${pin.leaseToken} and lease_owner is not null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}
