import { sumOfPin, totalOf, type PinDimensions, type PinRange } from '../../analytics/index.ts';
import type { PinMetricName } from '../../contract/index.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { readPinNumbers } from './numbers.ts';
import { shownRange } from './period.ts';
import { presentPinFigures, presentSpan } from './present.ts';
import { readSelection } from './selection.ts';

export const listPinAnalytics = implement('analytics.pins', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, input) {
    const { account, period, metrics, selection } = await readSelection(context, input);
    const { sort, order, page, limit, tag } = input;
    const asked = sort === 'createdAt' || metrics.includes(sort) ? metrics : [...metrics, sort];
    const numbers = await readPinNumbers(context, account, {
      ranges: [period],
      metrics: asked,
      selection,
      tag,
    });
    const [range] = numbers.ranges;
    if (!range) throw new Error('The period was not read.');
    const { pins, filter, asOf } = numbers;
    const meant = chosen(pins, filter);
    const sorted = sortPins(pins, range, meant, sort, order);
    const shown = sorted.slice((page - 1) * limit, page * limit);
    return {
      ...asOf,
      period: { ...shownRange(period), total: presentSpan(totalOf(range, metrics)) },
      pins: await presentPinFigures(context, account, pins.ids, range, asked, shown),
      pagination: {
        page,
        limit,
        total: meant.length,
        pages: Math.ceil(meant.length / limit),
      },
    };
  },
});

/** Ordinals that are meant and have a row. */
export const chosen = (pins: PinDimensions, filter: Uint8Array | null): number[] =>
  pins.ids.flatMap((id, ordinal) =>
    id !== undefined && (filter === null || filter[ordinal] === 1) ? [ordinal] : [],
  );

/** Pins without a known figure come last in both orders; ties: the newer first. */
function sortPins(
  pins: PinDimensions,
  range: PinRange,
  ordinals: readonly number[],
  sort: PinMetricName | 'createdAt',
  order: 'asc' | 'desc',
): number[] {
  const born = (ordinal: number) => pins.createdMs[ordinal] ?? NaN;
  const keyOf = (ordinal: number) =>
    sort === 'createdAt' ? born(ordinal) : (sumOfPin(range, sort, ordinal) ?? NaN);
  return inOrder(ordinals, keyOf, born, order);
}

/** Items without a known key (NaN) come last in both orders; ties: the newer first, then as given. */
export function inOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  bornOf: (item: T) => number,
  order: 'asc' | 'desc',
): T[] {
  const sign = order === 'desc' ? -1 : 1;
  return items
    .map((item) => ({ item, key: keyOf(item), born: bornOf(item) }))
    .sort((a, b) => {
      const unknown = Number(Number.isNaN(a.key)) - Number(Number.isNaN(b.key));
      if (unknown !== 0) return unknown;
      return (Number.isNaN(a.key) ? 0 : sign * (a.key - b.key)) || b.born - a.born || 0;
    })
    .map(({ item }) => item);
}
