import { seriesOf, totalOf } from '../../analytics/index.ts';
import { findOwner } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofPin, requireLivePin } from '../pins/the-pin.ts';
import { presentLivePin } from '../pins/present.ts';
import { readPinNumbers } from './numbers.ts';
import { availableThrough, readPeriod, shownRange } from './period.ts';
import { comparedRanges, presentComparison, presentSeries, presentSpan } from './present.ts';
import { readMetrics } from './selection.ts';

export const getPinAnalytics = implement('analytics.pin', {
  scope: 'analytics:read',
  within: ofPin,
  async run(context, { bucket, ...input }) {
    const live = await requireLivePin(context, input);
    const account = await requireAccount(context, live.accountId);
    const owner = await findOwner(context.store.db, account.identityId);
    const period = readPeriod(input, availableThrough(context, owner));
    const metrics = readMetrics(input.metrics);
    const compared = comparedRanges(period);
    const { ranges, asOf } = await readPinNumbers(context, account, {
      ranges: compared,
      metrics,
      selection: { ids: new Set([live.pinterestPinId]) },
    });
    const spans = ranges.map((range) => totalOf(range, metrics));
    const [range] = ranges;
    const [total, previous, year] = spans;
    if (!range || !total || !previous || !year) throw new Error('The periods were not read.');
    const { numbers, ...pin } = presentLivePin(live, account, context.links);
    return {
      ...asOf,
      pin,
      lifetime: numbers?.lifetime ?? null,
      rolling90Days: numbers?.rolling90Days ?? null,
      numbersAsOf: numbers?.asOf ?? null,
      period: {
        ...shownRange(period),
        total: presentSpan(total),
        bucket,
        series: presentSeries(seriesOf(range, metrics, bucket)),
      },
      comparison: presentComparison(total, compared, (_, index) => (index === 1 ? previous : year)),
    };
  },
});
