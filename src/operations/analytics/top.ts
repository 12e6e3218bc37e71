import { topPins, totalOf } from '../../analytics/index.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { readPinNumbers } from './numbers.ts';
import { shownRange } from './period.ts';
import { presentPinFigures, presentSpan } from './present.ts';
import { readSelection } from './selection.ts';

export const listTopPins = implement('analytics.top', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, input) {
    const { account, period, metrics, selection } = await readSelection(context, input);
    const { tag, limit } = input;
    const numbers = await readPinNumbers(context, account, {
      ranges: [period],
      metrics,
      selection,
      tag,
    });
    const [range] = numbers.ranges;
    if (!range) throw new Error('The period was not read.');
    const lists = await Promise.all(
      metrics.map(async (metric) => ({
        metric,
        pins: await presentPinFigures(
          context,
          account,
          numbers.pins.ids,
          range,
          metrics,
          topPins(range, metric, limit),
        ),
      })),
    );
    return {
      ...numbers.asOf,
      period: { ...shownRange(period), total: presentSpan(totalOf(range, metrics)) },
      lists,
    };
  },
});
