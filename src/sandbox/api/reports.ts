import { addTo, metricOf, noCounts } from '../curves/metrics.ts';
import type { Counts } from '../curves/metrics.ts';
import type { DayFigures } from '../state/entities.ts';
import { dateOf, dayOf } from '../numbers/days.ts';
import { errors } from '../protocol/errors.ts';

const MAX_DAYS = 90;

interface Range {
  start_date: string;
  end_date: string;
}

/**
 * The first and the last day of a report that have begun, since 1970, by the clock of UTC; the first is after the last
 * when none has.
 * @throws 400/1 when it begins more than 90 days ago, is longer than that, or ends before it begins.
 */
export function daysOf(now: number, { start_date, end_date }: Range): readonly [number, number] {
  const [today, start, end] = [dayOf(now), dayOf(start_date), dayOf(end_date)];
  if (start < today - MAX_DAYS) throw errors.outOfRange();
  if (end < start) throw errors.invalidRequest(`end_date '${end_date}' is before start_date`);
  if (end > start + MAX_DAYS)
    throw errors.invalidRequest(`end_date '${end_date}' is more than 90 days after start_date`);
  return [start, Math.min(end, today)];
}

export interface Report {
  /** First and last day. */
  days: readonly [number, number];
  /** What is told of the days that have any figures. */
  counts: ReadonlyMap<number, Counts>;
  metrics: readonly string[];
  /** The last day that is counted. */
  ready: number;
  /** The first day there can be figures of. */
  begins?: number;
  /** What was set by hand, for days that are withheld. */
  figures?: ReadonlyMap<number, DayFigures> | undefined;
  /** What single days leave out. */
  leftOut: readonly string[];
}

/** Statuses under which a day shows figures; under `PROCESSING` they are all 0. */
const shown = ['READY', 'ESTIMATE', 'PROCESSING'];

/** A report's days and their sum. A day that is withheld is in neither. */
export function wireReport(report: Report) {
  const { counts, metrics, ready, begins = -Infinity, figures, leftOut } = report;
  const [first, last] = report.days;
  const toldDaily = metrics.filter((metric) => !leftOut.includes(metric));
  const sum = noCounts();
  const zero = noCounts();
  const daily = [];
  for (let day = first; day <= last; day += 1) {
    const date = dateOf(day);
    const answer = figures?.get(day)?.answer ?? null;
    const data_status =
      day < begins
        ? 'BEFORE_PIN_CREATED'
        : answer !== null && answer !== 'empty'
          ? answer
          : day <= ready
            ? 'READY'
            : 'PROCESSING';
    if (answer === 'empty' || !shown.includes(data_status)) {
      daily.push({ date, data_status, metrics: {} });
      continue;
    }
    const told = data_status === 'PROCESSING' ? zero : (counts.get(day) ?? zero);
    addTo(sum, told);
    daily.push({ date, data_status, metrics: wireMetrics(told, toldDaily) });
  }
  return { daily_metrics: daily, summary_metrics: wireMetrics(sum, metrics) };
}

export const wireMetrics = (counts: Counts, metrics: readonly string[]): Record<string, number> =>
  Object.fromEntries(metrics.map((metric) => [metric, metricOf(counts, metric)]));

/** Whether all of these metrics are 0 on every day of a report. */
export const isEmptyReport = (
  counts: ReadonlyMap<number, Counts>,
  metrics: readonly string[],
): boolean =>
  [...counts.values()].every((day) => metrics.every((metric) => metricOf(day, metric) === 0));
