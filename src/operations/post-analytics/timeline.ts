import { dayText, seriesOf } from '../../analytics/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { isId } from '../../domain/ids.ts';
import { readSeenPins } from '../../store/index.ts';
import { readPinNumbers } from '../analytics/numbers.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { accountsAsked } from './access.ts';
import { shownSums } from './daily.ts';
import { readDates } from './dates.ts';

const metrics = ['impressions', 'saves', 'pinClicks', 'outboundClicks'] as const;

export const postAnalyticsTimeline = implement('postAnalytics.timeline', {
  scope: 'analytics:read',
  within: everyWorkspace,
  async run(context, input) {
    const { postId } = input;
    const { store, workspaceIds } = context;
    const accounts = await accountsAsked(context, {});
    const range = readDates(input, store.clock.nowMs(), 90);
    const pins = await readSeenPins(
      store.db,
      workspaceIds,
      isId(postId) ? { postId } : { pinterestPinId: postId },
    );
    if (pins.length === 0) throw refusal('NOT_FOUND', { field: 'postId' });
    const timeline = [];
    for (const pin of pins) {
      const account = accounts.find(({ id }) => id === pin.accountId);
      if (!account) continue;
      const read = await readPinNumbers({ ...context, workspaceId: pin.workspaceId }, account, {
        ranges: [range],
        metrics,
        selection: { ids: new Set([pin.pinterestPinId]) },
      });
      for (const { from, sums, days } of read.ranges.flatMap((each) =>
        seriesOf(each, metrics, 'day'),
      )) {
        if (days.collected === 0) continue;
        const { impressions, saves, pinClicks, outboundClicks } = sums;
        timeline.push({
          date: dayText(from),
          platform: 'pinterest',
          platformPostId: pin.pinterestPinId,
          ...shownSums({
            impressions: impressions ?? 0,
            saves: saves ?? 0,
            clicks: pinClicks ?? 0,
          }),
          outboundClicks: outboundClicks ?? 0,
        });
      }
    }
    return { postId, timeline };
  },
});
