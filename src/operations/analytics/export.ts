import { Readable } from 'node:stream';
import {
  dayText,
  groupOf,
  ratesOf,
  seriesOf,
  type DayRange,
  type KnownDays,
  type Span,
  type SummableMetric,
} from '../../analytics/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { toCsv } from '../../domain/text/csv.ts';
import { findLivePinsOf, type AccountRow, type LivePin } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { accountSeriesOf } from './account-days.ts';
import { readPinNumbers, type PinNumbersQuestion } from './numbers.ts';
import { readPinTotals, type PinTotal } from './pin-totals.ts';
import { chosen, inOrder } from './pins.ts';
import { readSelection } from './selection.ts';

/** Pins whose titles and links are read at once, and days whose figures are. Ours: a few megabytes. */
const pinsAtOnce = 500;
const daysAtOnce = 7;

type Question = Omit<PinNumbersQuestion, 'ranges'>;

export const exportAnalytics = implement('analytics.export', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, input) {
    const { account, period, metrics, selection } = await readSelection(context, input);
    const { what, sort, order: direction, limit } = input;
    if (what !== 'pins') refuseOrder({ sort, limit });
    const asked =
      sort === undefined || sort === 'createdAt' || metrics.includes(sort)
        ? metrics
        : [...metrics, sort];
    const question = { metrics: asked, selection, tag: input.tag };
    const order = { sort, order: direction, limit };
    const lines = {
      account: () => accountLines(context, account, period),
      pins: () => pinLines(context, account, period, { ...question, ...order }),
      days: () => dayLines(context, account, period, question),
    }[what];
    return {
      type: 'text/csv; charset=utf-8',
      filename: `linchpin-${what}-${dayText(period.from)}-${dayText(period.through)}.csv`,
      // Read only as fast as the client takes it, so that a long one needs no more memory than a short one.
      rows: Readable.from(lines(), { objectMode: false, highWaterMark: 64 * 1024 }),
    };
  },
});

const counted = ['expected', 'collected', 'withheld', 'notYet', 'notCollected'] as const;
const countsOf = (days: KnownDays): string[] => counted.map((name) => String(days[name]));
/** A figure that is not known is an empty cell, and never 0. */
const cell = (value: number | null | undefined): string =>
  (value ?? null) === null ? '' : String(value);
const figuresOf = (span: Span, names: readonly string[]): string[] => {
  const values: Record<string, number | null> = { ...span.sums, ...span.rates };
  return names.map((name) => cell(values[name]));
};

async function* accountLines(context: Context, account: AccountRow, period: DayRange) {
  const days = await accountSeriesOf(context, account, period);
  const names = Object.keys({ ...days[0]?.sums, ...days[0]?.rates });
  yield toCsv([['day', ...names, 'state']]);
  yield toCsv(days.map((day) => [dayText(day.from), ...figuresOf(day, names), day.state]));
}

interface Order {
  sort: Parameters<typeof sortKey>[1] | undefined;
  order: 'asc' | 'desc';
  limit: number | undefined;
}

/** @throws LinchpinError INVALID_FIELD_VALUE: lines of days are in the order of days. */
function refuseOrder(asked: Pick<Order, 'sort' | 'limit'>): void {
  const field = (['sort', 'limit'] as const).find((name) => asked[name] !== undefined);
  if (field !== undefined)
    throw refusal('INVALID_FIELD_VALUE', {
      field,
      values: { field, reason: 'only lines of Pins (what=pins) have it.' },
    });
}

async function* pinLines(
  context: Context,
  account: AccountRow,
  period: DayRange,
  { sort, order, limit, ...question }: Question & Order,
) {
  const totals = await readPinTotals(context, account, period, question);
  const { metrics } = question;
  const names = Object.keys(ratesOf(Object.fromEntries(metrics.map((metric) => [metric, null]))));
  const columns = [...metrics, ...names];
  yield toCsv([['pin', ...shown, ...columns, 'state', ...counted.map((name) => `days ${name}`)]]);
  const sorted =
    sort === undefined
      ? totals
      : inOrder(
          totals,
          (pin) => sortKey(pin, sort),
          ({ createdMs }) => createdMs,
          order,
        );
  const wanted = sorted.slice(0, limit);
  for (let start = 0; start < wanted.length; start += pinsAtOnce) {
    const part = wanted.slice(start, start + pinsAtOnce);
    const live = await wordsOf(
      context,
      account,
      part.map(({ id }) => id),
    );
    yield toCsv(
      part.map(({ id, span }) => {
        const of = wordCells(live.get(id));
        return [id, ...of, ...figuresOf(span, columns), span.state, ...countsOf(span.days)];
      }),
    );
  }
}

const sortKey = ({ createdMs, span }: PinTotal, sort: SummableMetric | 'createdAt'): number =>
  sort === 'createdAt' ? createdMs : (span.sums[sort] ?? NaN);

async function* dayLines(
  context: Context,
  account: AccountRow,
  period: DayRange,
  question: Question,
) {
  let names: string[] | null = null;
  for (let from = period.from; from <= period.through; from += daysAtOnce) {
    const part = { from, through: Math.min(period.through, from + daysAtOnce - 1) };
    const days = Array.from({ length: part.through - from + 1 }, (_, index) => from + index);
    const read = await readPinNumbers(context, account, {
      ...question,
      ranges: days.map((day) => ({ from: day, through: day })),
    });
    for (const range of read.ranges) {
      const [whole] = seriesOf(range, question.metrics, 'day');
      if (!whole) continue;
      if (names === null) {
        names = Object.keys({ ...whole.sums, ...whole.rates });
        yield toCsv([['day', 'pin', ...names, 'state']]);
      }
      const columns = names;
      const ordinals = chosen(read.pins, read.filter);
      for (let start = 0; start < ordinals.length; start += pinsAtOnce)
        yield toCsv(
          ordinals.slice(start, start + pinsAtOnce).flatMap((ordinal) => {
            const span = groupOf(range, question.metrics, [ordinal]);
            if (span.state === 'none') return [];
            const id = read.pins.ids[ordinal] ?? '';
            return [[dayText(whole.from), id, ...figuresOf(span, columns), span.state]];
          }),
        );
    }
  }
}

const shown = ['title', 'link', 'board', 'made', 'removed'];

async function wordsOf(
  { store }: Pick<Context, 'store'>,
  account: AccountRow,
  ids: readonly string[],
): Promise<Map<string, LivePin>> {
  const found = await findLivePinsOf(store.db, account.id, ids);
  return new Map(found.map((pin) => [pin.pinterestPinId, pin]));
}

const wordCells = (pin: LivePin | undefined): string[] => [
  pin?.title ?? '',
  pin?.link ?? '',
  pin?.boardName ?? pin?.boardId ?? '',
  pin?.createdAt?.toISOString() ?? '',
  pin?.goneAt?.toISOString() ?? '',
];
