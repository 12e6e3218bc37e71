import { sql } from 'kysely';
import type { Day } from '../../analytics/index.ts';
import type { Db } from '../database/pool.ts';

/** What was read of a user's own totals; null: nothing. */
export interface AccountTold {
  first: Day | null;
  last: Day | null;
  /** The first day that Pinterest may still change. */
  firstProvisional: Day | null;
  days: number;
}

export async function readAccountTold(db: Db, identityId: string): Promise<AccountTold> {
  const day = (of: string) => sql.raw(`${of} - date '1970-01-01'`);
  const { rows } = await sql<AccountTold>`
    select ${day('min(day)')} as first, ${day('max(day)')} as last, count(*)::int as days,
      ${day("min(day) filter (where status = 'provisional')")} as first_provisional
    from account_day where key = (select key from metric_owner where identity_id = ${identityId})
      and status is not null`.execute(db);
  return rows[0] ?? { first: null, last: null, firstProvisional: null, days: 0 };
}
