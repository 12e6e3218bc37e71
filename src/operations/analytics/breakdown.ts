import {
  decayOf,
  groupOf,
  groupPins,
  totalOf,
  type PinRange,
  type SummableMetric,
} from '../../analytics/index.ts';
import { findAccountsWithBoards } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { readPinNumbers } from './numbers.ts';
import { shownRange } from './period.ts';
import { presentSpan } from './present.ts';
import { readSelection } from './selection.ts';

const timely = ['weekday', 'hour', 'weekdayHour'];

export const breakDownAnalytics = implement('analytics.breakdown', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, input) {
    const { by, timezone, limit, tag } = input;
    const { account, period, metrics, selection } = await readSelection(context, input);
    const numbers = await readPinNumbers(context, account, {
      ranges: [period],
      metrics,
      selection,
      tag,
      withTags: by === 'tag',
      ...(by !== 'age' && { ages: false }),
    });
    const [range] = numbers.ranges;
    if (!range) throw new Error('The period was not read.');
    const { pins, filter, tags, asOf } = numbers;
    const sort = input.sort ?? metrics[0] ?? 'impressions';
    const groups = by === 'age' ? [] : [...groupPins(pins, filter, by, { zone: timezone, tags })];
    const spans = groups.map(([key, ordinals]) => ({
      key,
      pins: ordinals.length,
      span: groupOf(range, metrics, ordinals),
    }));
    const names =
      by === 'board' ? await boardNames(context, account.id) : new Map<string, string>();
    const place = (key: string | null) =>
      key === null ? Infinity : key.split(' ').reduce((sum, part) => sum * 24 + Number(part), 0);
    spans.sort((a, b) =>
      timely.includes(by)
        ? place(a.key) - place(b.key)
        : (b.span.sums[sort] ?? -1) - (a.span.sums[sort] ?? -1),
    );
    return {
      ...asOf,
      period: { ...shownRange(period), total: presentSpan(totalOf(range, metrics)) },
      by,
      timezone,
      groups: spans.slice(0, limit).map(({ key, pins: count, span }) => ({
        key,
        name: key === null ? null : (names.get(key) ?? null),
        pins: count,
        ...presentSpan(span),
      })),
      ages: by === 'age' ? agesOf(range, metrics) : null,
    };
  },
});

const agesOf = (range: PinRange, metrics: readonly SummableMetric[]) =>
  decayOf(range, metrics).map(({ ageDays, pins, sums }) => ({
    ageDays,
    pins,
    figures: { ...sums },
    perPin: Object.fromEntries(
      metrics.map((metric) => {
        const sum = sums[metric] ?? null;
        return [metric, sum === null ? null : sum / pins];
      }),
    ),
  }));

async function boardNames(
  { store, workspaceId }: Parameters<typeof readPinNumbers>[0],
  accountId: string,
): Promise<Map<string, string>> {
  const [account] = await findAccountsWithBoards(store.db, workspaceId, [accountId]);
  return new Map((account?.boards ?? []).map(({ id, name }) => [id, name]));
}
