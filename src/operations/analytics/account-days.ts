import { accountSeries, type DayRange, type Span } from '../../analytics/index.ts';
import { findOwner, readAccountDays, type AccountDay, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { availableThrough } from './period.ts';

/** The days of an account as Pinterest totals them. */
export async function accountSeriesOf(
  context: Pick<Context, 'store'>,
  { identityId }: Pick<AccountRow, 'identityId'>,
  period: DayRange,
): Promise<(Span & DayRange)[]> {
  const { db } = context.store;
  const [owner, days] = await Promise.all([
    findOwner(db, identityId),
    readAccountDays(db, identityId, period),
  ]);
  const told = new Map<number, AccountDay>(days.map((day) => [day.day, day]));
  return accountSeries(told, period, 'day', availableThrough(context, owner));
}
