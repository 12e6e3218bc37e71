import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** A row counts as written before the clock change only if updated_at is more than this ahead of now(). */
const slackSeconds = '30';

/**
 * After the database's clock was set back, what was stored before lies in the future: waits and windows last longer by
 * it. They restart from now. Planned times stay, and leases expire through the runner.
 */
async function correctWaits(db: Db): Promise<void> {
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

/** Milliseconds after the clock was seen to be set back: a transaction begun before may be stored a while later. */
const correctAfterMs = [0, 2_000, 10_000, 60_000];

/** Shortens stored waits each time the clock was set back, until it is stopped. */
export function createWaitCorrection(
  db: Db,
  onError: (error: Error) => void,
): { setBack(): void; stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  return {
    setBack: () => {
      for (const ms of correctAfterMs) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          correctWaits(db).catch(onError);
        }, ms).unref();
        timers.add(timer);
      }
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
