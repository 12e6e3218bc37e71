import { sql } from 'kysely';
import type { Day } from '../../analytics/index.ts';
import type { Db } from '../database/pool.ts';

/** What was read of a user's own totals; null: nothing. */
export interface AccountTold {
  first: Day | null;
  last: Day | null;
  /** The last of the days before the first one that Pinterest may still change. */
  lastFinal: Day | null;
  days: number;
}

export async function readAccountTold(db: Db, identityId: string): Promise<AccountTold> {
  const day = (of: string) => sql.raw(`${of} - date '1970-01-01'`);
  const { rows } = await sql<AccountTold>`
    with told as (
      select day, status from account_day
      where key = (select key from metric_owner where identity_id = ${identityId}) and status is not null
    )
    select ${day('min(day)')} as first, ${day('max(day)')} as last, count(*)::int as days,
      (select ${day('max(day)')} from told where day < coalesce(
        (select min(day) from told where status = 'provisional'), 'infinity')) as last_final
    from told`.execute(db);
  return rows[0] ?? { first: null, last: null, lastFinal: null, days: 0 };
}
