import {
  dayAt,
  dayOf,
  dayText,
  usualLagDays,
  type Day,
  type DayRange,
} from '../../analytics/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import type { MetricOwner } from '../../store/index.ts';
import type { Context } from '../context.ts';

const defaultDays = 30;
/** Days a period has at most: ten years. Ours. */
export const longestPeriod = 3_653;

/** The last day that Pinterest has numbers of, as it said or as is usual. */
export const availableThrough = (
  { store }: Pick<Context, 'store'>,
  owner: Pick<MetricOwner, 'availableThrough'> | null,
): Day => owner?.availableThrough ?? dayAt(store.clock.nowMs()) - usualLagDays;

/** The days asked for. @throws LinchpinError INVALID_FIELD_VALUE */
export function readPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  available: Day,
): DayRange {
  const start = from === undefined ? null : dayOf(from);
  // A period that begins after the last day with numbers is asked for, not turned round.
  const through = to === undefined ? Math.max(available, start ?? available) : dayOf(to);
  const first = start ?? through - defaultDays + 1;
  const wrong =
    first > through
      ? 'it is after the end of the period.'
      : through - first >= longestPeriod
        ? `a period has ${longestPeriod} days at most.`
        : null;
  if (wrong !== null)
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'from',
      values: { field: 'from', reason: wrong },
    });
  return { from: first, through };
}

export const shownRange = ({ from, through }: DayRange): { from: string; to: string } => ({
  from: dayText(from),
  to: dayText(through),
});
