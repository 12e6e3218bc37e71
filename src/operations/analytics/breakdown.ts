import {
  bucketsOf,
  decayOf,
  groupOf,
  groupPins,
  totalOf,
  type DayRange,
  type PinRange,
  type Span,
  type SummableMetric,
} from '../../analytics/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { readBoardNames, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { labelOf } from './labels.ts';
import { readPinNumbers, type PinNumbersQuestion, type ReadNumbers } from './numbers.ts';
import { shownRange } from './period.ts';
import { presentSeries, presentSpan } from './present.ts';
import { readSelection } from './selection.ts';

const timely = ['weekday', 'hour', 'weekdayHour'];

/** Weeks or months of one answer, each of which is added up by itself. Ours. */
const mostBuckets = 120;

export const breakDownAnalytics = implement('analytics.breakdown', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, input) {
    const { by, timezone, limit, tag, bucket } = input;
    const { account, period, metrics, selection } = await readSelection(context, input);
    const buckets = bucket === undefined ? [] : bucketsOf(period, bucket);
    if (buckets.length > mostBuckets)
      throw wrong('bucket', `the period has more than ${mostBuckets} of them.`);
    if (by === 'age' && bucket !== undefined)
      throw wrong('bucket', 'ages are counted in days of the life of a Pin.');
    const needs = { withTags: by === 'tag', withAges: by === 'age' };
    const question = { metrics, selection, tag, ...needs };
    const numbers = await readPinNumbers(context, account, { ...question, ranges: [period] });
    const [range] = numbers.ranges;
    if (!range) throw new Error('The period was not read.');
    const sort = input.sort ?? metrics[0] ?? 'impressions';
    const grouped = (read: ReadNumbers) =>
      by === 'age'
        ? new Map<string | null, readonly number[]>()
        : groupPins(read.pins, read.filter, by, { zone: timezone, tags: read.tags });
    const spans = [...grouped(numbers)].map(([key, ordinals]) => ({
      key,
      pins: ordinals.length,
      span: groupOf(range, metrics, ordinals),
    }));
    const place = (key: string | null) =>
      key === null ? Infinity : key.split(' ').reduce((sum, part) => sum * 24 + Number(part), 0);
    spans.sort((a, b) =>
      timely.includes(by)
        ? place(a.key) - place(b.key)
        : (b.span.sums[sort] ?? -1) - (a.span.sums[sort] ?? -1),
    );
    const shown = spans.slice(0, limit);
    const names = await readBoardNames(context.store.db, account.id);
    const series = await seriesByGroup(
      context,
      account,
      { buckets, question, keys: shown.map(({ key }) => key) },
      grouped,
    );
    return {
      ...numbers.asOf,
      period: { ...shownRange(period), total: presentSpan(totalOf(range, metrics)) },
      by,
      timezone,
      groups: shown.map(({ key, pins: count, span }) => ({
        key,
        ...labelOf(by, key, names),
        pins: count,
        ...presentSpan(span),
        series: bucket === undefined ? null : presentSeries(series.get(key) ?? []),
      })),
      ages: by === 'age' ? agesOf(range, metrics) : null,
    };
  },
});

const wrong = (field: string, reason: string) =>
  refusal('INVALID_FIELD_VALUE', { field, values: { field, reason } });

/** One bucket at a time, so that a year of many Pins needs no more memory than a month of them. */
async function seriesByGroup(
  context: Context,
  account: AccountRow,
  asked: {
    buckets: readonly DayRange[];
    question: Omit<PinNumbersQuestion, 'ranges'>;
    keys: readonly (string | null)[];
  },
  grouped: (read: ReadNumbers) => ReadonlyMap<string | null, readonly number[]>,
): Promise<Map<string | null, (Span & DayRange)[]>> {
  const { buckets, question, keys } = asked;
  const series = new Map<string | null, (Span & DayRange)[]>(keys.map((key) => [key, []]));
  for (const bucket of buckets) {
    const read = await readPinNumbers(context, account, { ...question, ranges: [bucket] });
    const [range] = read.ranges;
    if (!range) continue;
    const groups = grouped(read);
    for (const [key, parts] of series)
      parts.push({ ...bucket, ...groupOf(range, question.metrics, groups.get(key) ?? []) });
  }
  return series;
}

const agesOf = (range: PinRange, metrics: readonly SummableMetric[]) =>
  decayOf(range, metrics).map(({ ageDays, pins, sums, perPin }) => ({
    ageDays,
    pins,
    figures: { ...sums },
    perPin: { ...perPin },
  }));
