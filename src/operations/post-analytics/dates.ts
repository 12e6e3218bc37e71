import { dayAt, type DayRange } from '../../analytics/index.ts';
import { refusal, throwIfBlocked } from '../../domain/errors/index.ts';
import { readRangeEnd } from '../../domain/time/schedule.ts';

/** As Zernio has it. */
const mostDays = 366;

/** Days from `fromDate` through `toDate`; else the last ones through today. @throws LinchpinError INVALID_FIELD_VALUE */
export function readDates(
  { fromDate, toDate }: { fromDate?: string | undefined; toDate?: string | undefined },
  nowMs: number,
  defaultDays: number,
): DayRange {
  const from = fromDate === undefined ? null : readRangeEnd(fromDate, 'from', 'fromDate');
  const to = toDate === undefined ? null : readRangeEnd(toDate, 'to', 'toDate');
  throwIfBlocked([from, to].flatMap((end) => (end && 'problem' in end ? end.problem : [])));
  const through = to && 'at' in to ? dayAt(to.at.getTime() - 1) : dayAt(nowMs);
  const first = from && 'at' in from ? dayAt(from.at.getTime()) : through - defaultDays;
  const reason =
    first > through
      ? 'it is after toDate.'
      : through - first > mostDays
        ? `it is more than ${mostDays} days before toDate.`
        : null;
  if (reason !== null)
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'fromDate',
      values: { field: 'fromDate', reason },
    });
  return { from: first, through };
}

const dayMs = 24 * 3600_000;
/** The same as times; the end is exclusive. */
export const timesOf = ({ from, through }: DayRange): { from: Date; before: Date } => ({
  from: new Date(from * dayMs),
  before: new Date((through + 1) * dayMs),
});
