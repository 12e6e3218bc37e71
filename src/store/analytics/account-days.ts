import { sql } from 'kysely';
import {
  accountMetrics,
  dayText,
  type AccountMetric,
  type Day,
  type DayRange,
} from '../../analytics/index.ts';
import type { Db } from '../database/pool.ts';
import type { Store } from '../store.ts';
import { writeDays } from './months.ts';
import { lockOwner } from './owners.ts';

/**
 * A day of a user as Pinterest totals it (organic, all sources). `absent`: Pinterest says that there is no number, as
 * before it was a business account or below a threshold. A metric that is null was not told.
 */
export interface AccountDay {
  day: Day;
  status: 'final' | 'provisional' | 'absent';
  figures: Record<AccountMetric, number | null>;
}

/** Stores totals of a user's days, each in place of what was known of it. */
export const storeAccountDays = (
  store: Pick<Store, 'transaction' | 'longDb'>,
  identityId: string,
  days: readonly AccountDay[],
): Promise<void> =>
  writeDays(
    store,
    days.map(({ day }) => day),
    async (tx) => {
      const { key } = await lockOwner(tx, identityId);
      const values = accountMetrics.map(
        (metric) => sql`${days.map(({ figures }) => figures[metric])}::bigint[]`,
      );
      const names = [
        'status',
        'impressions',
        'saves',
        'pin_clicks',
        'outbound_clicks',
        'engagements',
      ];
      const list = (prefix: string) => sql.raw(names.map((name) => prefix + name).join(', '));
      await sql`
      insert into account_day as known (key, day, ${list('')})
      select ${key}::int, told.* from unnest(${days.map(({ day }) => dayText(day))}::date[],
        ${days.map(({ status }) => status)}::text[], ${sql.join(values)}) told
      on conflict (key, day) do update set ${sql.raw(names.map((name) => `${name} = excluded.${name}`).join(', '))},
        told_at = now()
      where (${list('known.')}) is distinct from (${list('excluded.')})`.execute(tx);
      await sql`update metric_owner set told_at = now() where key = ${key}`.execute(tx);
    },
  );

/** The days of a range that Pinterest has told, in order; a day that is missing was not collected. */
export async function readAccountDays(
  db: Db,
  identityId: string,
  { from, through }: DayRange,
): Promise<AccountDay[]> {
  const { rows } = await sql<
    Pick<AccountDay, 'day' | 'status'> & Record<AccountMetric, number | null>
  >`
    select day - date '1970-01-01' as day, status, impressions, saves, pin_clicks, outbound_clicks, engagements
    from account_day where key = (select key from metric_owner where identity_id = ${identityId})
      and day between date '1970-01-01' + ${from}::int and date '1970-01-01' + ${through}::int and status is not null
    order by day`.execute(db);
  return rows.map(({ day, status, ...figures }) => ({ day, status, figures }));
}

/** What Pinterest says of a user now; null: not told. It keeps no history, so ours is the only one. */
export interface AccountState {
  followers: number | null;
  following: number | null;
  /** Impressions of the last 30 days, as Pinterest counts them. */
  monthlyViews: number | null;
  pins: number | null;
  boards: number | null;
}

/** Keeps what Pinterest says of a user on a day; the last word of the day counts. */
export const storeAccountState = (
  store: Pick<Store, 'transaction'>,
  identityId: string,
  takenAt: Date,
  state: AccountState,
): Promise<void> =>
  store.transaction(async (tx) => {
    const { key } = await lockOwner(tx, identityId);
    const row = { ...state, takenAt };
    await tx
      .insertInto('accountStateDay')
      .values({ key, day: takenAt.toISOString().slice(0, 10), ...row })
      .onConflict((conflict) => conflict.columns(['key', 'day']).doUpdateSet(row))
      .execute();
  });

/** The states that were kept of these days, in order. */
export async function readAccountStates(
  db: Db,
  identityId: string,
  { from, through }: DayRange,
): Promise<(AccountState & { day: Day; takenAt: Date })[]> {
  const { rows } = await sql<AccountState & { day: Day; takenAt: Date }>`
    select day - date '1970-01-01' as day, followers, following, monthly_views, pins, boards, taken_at
    from account_state_day where key = (select key from metric_owner where identity_id = ${identityId})
      and day between date '1970-01-01' + ${from}::int and date '1970-01-01' + ${through}::int
    order by day`.execute(db);
  return rows;
}
