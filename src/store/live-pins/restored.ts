import { sql, type Kysely } from 'kysely';
import { problem } from '../../domain/errors/index.ts';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import { storable } from '../pins/events.ts';

/**
 * A change that is open in the backup may have been made since, or cancelled, or made and taken back: nothing of it is
 * repeated unasked. Its Pin is read at once; a change that Pinterest does not show waits for a person. A batch that was
 * being planned stops: which of its Pins came after the backup is not known.
 */
export async function markRestoredChanges(db: Kysely<unknown>, takenAt: Date): Promise<void> {
  await sql`
    update pin_change set from_backup = coalesce(from_backup, ${takenAt}), due_at = now(), problem = null, claims = 0,
      waits = 0, lease_owner = null, lease_until = null, lease_token = lease_token + 1
    where state = 'open'`.execute(db);
  const stopped = storable(problem('PIN_BATCH_FROM_BACKUP'));
  await sql`
    update pin_batch set state = 'stopped', problem = ${stopped}::jsonb, ended_at = now(), due_at = null,
      lease_owner = null, lease_until = null, lease_token = lease_token + 1
    where state = 'planning'`.execute(db);
  await sql`delete from write_ticket`.execute(db);
}

/** How many changes out of a backup wait for a person. */
export async function countRestoredChanges(
  db: Db,
  workspaceIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pin_change
    where workspace_id = ${anyOf(workspaceIds)} and state = 'conflict' and from_backup is not null`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
