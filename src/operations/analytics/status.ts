import {
  accountSpan,
  dayAt,
  dayText,
  noDays,
  runsOf,
  totalOf,
  windowStart,
  type KnownDays,
} from '../../analytics/index.ts';
import { findOwner, readAccountDays, readAccountTold, type AccountDay } from '../../store/index.ts';
import { assessAccount } from '../accounts/assess.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { readPinNumbers } from './numbers.ts';
import { availableThrough } from './period.ts';
import { chosen } from './pins.ts';
import { presentProgress } from './progress.ts';

export const getAnalyticsStatus = implement('analytics.status', {
  scope: 'analytics:read',
  within: ofAccount,
  async run(context, { accountId }) {
    const { store } = context;
    const account = await requireAccount(context, accountId);
    const { identityId } = account;
    const owner = await findOwner(store.db, identityId);
    const available = availableThrough(context, owner);
    // Days that Pinterest still answers for; what lies before can be collected no more.
    const first = windowStart(dayAt(store.clock.nowMs()));
    const period = { from: Math.min(first, available), through: available };
    const [told, days, numbers] = await Promise.all([
      readAccountTold(store.db, identityId),
      readAccountDays(store.db, identityId, period),
      readPinNumbers(context, account, {
        ranges: [period],
        metrics: ['impressions', 'videoViews'],
        selection: {},
      }),
    ]);
    const [range] = numbers.ranges;
    const last90 = accountSpan(
      new Map<number, AccountDay>(days.map((day) => [day.day, day])),
      period,
      available,
    ).days;
    const pinDays = range ? totalOf(range, ['impressions']).days : noDays();
    const video = range ? { ...range, known: { standard: null, video: range.known.video } } : null;
    const videoDays = video ? totalOf(video, ['videoViews']).days : noDays();
    const known = chosen(numbers.pins, null);
    const neverRead = known.filter(
      (ordinal) => !owner || runsOf(owner.coverage.standard, ordinal).length === 0,
    ).length;
    const assessed = assessAccount(account, store.clock.nowMs(), null);
    const { canFetchAnalytics, scopes } = assessed;
    return {
      ...numbers.asOf,
      access: {
        allowed: canFetchAnalytics,
        missingPermissions: scopes.analytics
          .filter(({ granted }) => granted === false)
          .map(({ scope }) => scope),
        problems: canFetchAnalytics ? [] : assessed.problems,
      },
      availableThrough: dayText(available),
      availableIsEstimate: (owner?.availableThrough ?? null) === null,
      account: { days: told.days, last90Days: last90 },
      pins: { known: known.length, neverRead, last90Days: pinDays, videoLast90Days: videoDays },
      progress: await presentProgress(context, identityId, account.status === 'connected', {
        account: last90,
        pins: pinDays,
      }),
      notCollected: reasons(canFetchAnalytics, last90, pinDays, neverRead),
    };
  },
});

function reasons(
  allowed: boolean,
  account: KnownDays,
  pins: KnownDays,
  neverRead: number,
): { reason: string; days: number; fix: string }[] {
  const access = allowed
    ? 'They are read with the next collection.'
    : 'Connect the account again, with the permissions to read its numbers.';
  return [
    {
      reason: 'Days of the account that were not read.',
      days: account.notCollected,
      fix: access,
    },
    {
      reason: `Days of Pins that were not read${neverRead > 0 ? `; ${neverRead} Pins were never read` : ''}.`,
      days: pins.notCollected,
      fix: access,
    },
    {
      reason: 'Pinterest gave no figure: below a threshold, or before the account was a business.',
      days: account.withheld + pins.withheld,
      fix: 'Nothing can be done about these.',
    },
  ].filter(({ days }) => days > 0);
}
