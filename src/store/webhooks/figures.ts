import { sql } from 'kysely';
import type { Db } from '../database/pool.ts';

/** How webhooks and what waits for them stand, over all workspaces. */
export interface WebhookFigures {
  /** Deliveries that wait for their first or a further attempt. */
  waiting: number;
  /** Seconds since the event of the oldest of them; null: none waits. */
  oldestSeconds: number | null;
  active: number;
  /** Of the active ones, those whose last attempt failed. */
  failing: number;
  /** Switched off by Linchpin. */
  disabled: number;
}

/** Reads the pending deliveries through their index, and every webhook. */
export async function readWebhookFigures(db: Db): Promise<WebhookFigures> {
  const { rows } = await sql<WebhookFigures>`
    select waiting, oldest_seconds, active, failing, disabled from (
      select count(*)::int as waiting, extract(epoch from now() - min(happened_at))::float8 as oldest_seconds
      from delivery where state = 'pending'
    ) pending, (
      select count(*) filter (where is_active)::int as active,
        count(*) filter (where is_active and failing_since is not null)::int as failing,
        count(*) filter (where disabled_at is not null)::int as disabled
      from webhook
    ) webhooks`.execute(db);
  return rows[0] ?? { waiting: 0, oldestSeconds: null, active: 0, failing: 0, disabled: 0 };
}
