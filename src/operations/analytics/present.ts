import {
  compare,
  previousPeriod,
  yearBefore,
  type DayRange,
  type PinRange,
  type Span,
  type SummableMetric,
  groupOf,
} from '../../analytics/index.ts';
import type { AnalyticsSpan } from '../../contract/index.ts';
import { findLivePinsOf, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { presentLivePin } from '../pins/present.ts';
import { shownRange } from './period.ts';

export const presentSpan = ({ sums, rates, state, days, leftOut }: Span): AnalyticsSpan => ({
  figures: { ...sums },
  rates: { ...rates },
  state,
  days,
  leftOut: { ...leftOut },
});

export const presentSeries = (series: readonly (Span & DayRange)[]) =>
  series.map((part) => ({ ...shownRange(part), ...presentSpan(part) }));

/** The period, and those it is compared with, as one question. */
export const comparedRanges = (period: DayRange): [DayRange, DayRange, DayRange] => [
  period,
  previousPeriod(period),
  yearBefore(period),
];

export const presentComparison = (
  now: Span,
  [, previous, year]: readonly [DayRange, DayRange, DayRange],
  spanOf: (range: DayRange, index: 1 | 2) => Span,
) => {
  const base = (range: DayRange, index: 1 | 2) => {
    const span = spanOf(range, index);
    return { ...shownRange(range), ...presentSpan(span), change: compare(span, now) };
  };
  return { previousPeriod: base(previous, 1), yearBefore: base(year, 2) };
};

/** Pins by ordinal with what they show and their figures; Pins whose row is gone are left out. */
export async function presentPinFigures(
  context: Pick<Context, 'store' | 'links'>,
  account: AccountRow,
  ids: readonly (string | undefined)[],
  range: PinRange,
  metrics: readonly SummableMetric[],
  ordinals: readonly number[],
) {
  const wanted = ordinals.flatMap((ordinal) => ids[ordinal] ?? []);
  const live = new Map(
    (await findLivePinsOf(context.store.db, account.id, wanted)).map((pin) => [
      pin.pinterestPinId,
      pin,
    ]),
  );
  return ordinals.flatMap((ordinal) => {
    const found = live.get(ids[ordinal] ?? '');
    if (!found) return [];
    const { numbers, ...pin } = presentLivePin(found, account, context.links);
    return [
      {
        pin,
        period: presentSpan(groupOf(range, metrics, [ordinal])),
        lifetime: numbers?.lifetime ?? null,
        rolling90Days: numbers?.rolling90Days ?? null,
        numbersAsOf: numbers?.asOf ?? null,
      },
    ];
  });
}
