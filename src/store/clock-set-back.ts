import { sql } from 'kysely';
import type { Db } from './database.ts';

/** What another process wrote a moment ago is not from before. */
const slackSeconds = '30';

/**
 * After the database's clock was set back, what was stored before lies in the future: waits and windows last longer by
 * it. They begin anew from now. Planned times stay what they are, and leases are the reaper's business.
 */
export async function mendWaits(db: Db): Promise<void> {
  const written = sql.raw(`updated_at > now() + interval '${slackSeconds} seconds'`);
  for (const waiting of [`status = 'held'`, `step = 'reconciling'`, `status = 'publishing'`])
    await sql`
      update pin set due_at = now(), updated_at = now(),
        reconcile_since = case when reconcile_since > now() then now() else reconcile_since end
      where id in (
        select id from pin where ${sql.raw(waiting)} and lease_owner is null and due_at > now() and ${written}
        order by id for no key update skip locked)`.execute(db);
  await sql`update quota set ends_at = now() + make_interval(secs => window_seconds), updated_at = now()
    where ends_at > now() + make_interval(secs => window_seconds)`.execute(db);
}
