import { ownPin } from '../oauth/access.ts';
import type { User } from '../state/entities.ts';
import { DAY_MS } from '../numbers/days.ts';
import { readyThrough } from '../numbers/told.ts';
import {
  accountAnalyticsQuery,
  accountMetrics,
  multiPinAnalyticsQuery,
  pinAnalyticsQuery,
  topPinsQuery,
  topVideoPinsQuery,
  videoMetrics,
} from '../protocol/analytics-schemas.ts';
import { PinterestError, errors } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { pinParams } from '../protocol/schemas.ts';
import { accountReport, splitAccountReport, topPinsOf } from './account-reports.ts';
import type { TopQuery } from './account-reports.ts';
import { needCounted, pinReport, splitPinReport } from './pin-reports.ts';
import { daysOf } from './reports.ts';
import type { SignedIn, SandboxContext } from '../state/context.ts';

const readPins = ['boards:read', 'pins:read'];
const readTop = ['pins:read', 'user_accounts:read'];

/** What people saw and did, as the curves and the control plane have it. */
export const analyticsOperations: Operation[] = [
  operation({
    id: 'multi_pins/analytics',
    method: 'GET',
    path: '/pins/analytics',
    category: 'org_analytics',
    bucket: 'multi_pins_analytics',
    scopes: readPins,
    appToken: true,
    gate: ({ settings }) => {
      if (!settings.multiPinAnalytics) throw errors.restricted('multi_pin_analytics');
    },
    query: multiPinAnalyticsQuery,
    handle: ({ sandbox, caller, query }) => {
      const days = daysOf(sandbox.clock.now(), query);
      const pins = [...new Set(query.pin_ids)].map((id) => reportedPin(sandbox, caller, id));
      for (const pin of pins) needCounted(sandbox, pin, query.metric_types);
      const reports = pins
        .map((pin) => ({ pin, ...pinReport(sandbox, pin, days, query) }))
        .filter(({ empty }) => !empty)
        .map(({ pin, report }) => [pin.id, { all: report }] as const);
      return { status: 200, body: Object.fromEntries(reports) };
    },
  }),
  operation({
    id: 'pins/analytics',
    method: 'GET',
    path: '/pins/{pin_id}/analytics',
    category: 'org_analytics',
    scopes: readPins,
    appToken: true,
    params: pinParams,
    query: pinAnalyticsQuery,
    handle: ({ sandbox, caller, params, query }) => {
      const days = daysOf(sandbox.clock.now(), query);
      const pin = ownPin(sandbox, caller, params.pin_id, 'read');
      needCounted(sandbox, pin, query.metric_types);
      const body =
        query.split_field === 'NO_SPLIT'
          ? { all: pinReport(sandbox, pin, days, query).report }
          : splitPinReport(sandbox, pin, days, query);
      return { status: 200, body };
    },
  }),
  operation({
    id: 'user_account/analytics',
    method: 'GET',
    path: '/user_account/analytics',
    category: 'org_analytics',
    scopes: ['user_accounts:read'],
    query: accountAnalyticsQuery,
    handle: ({ sandbox, caller, query }) => {
      needBusiness(caller.user);
      const days = daysOf(sandbox.clock.now(), query);
      const metrics = query.metric_types ?? accountMetrics;
      const { split_field } = query;
      const body =
        split_field === 'NO_SPLIT'
          ? { all: accountReport(sandbox, caller.user, days, query, metrics) }
          : splitAccountReport(sandbox, caller.user, days, { ...query, split_field }, metrics);
      return { status: 200, body };
    },
  }),
  operation({
    id: 'user_account/analytics/top_pins',
    method: 'GET',
    path: '/user_account/analytics/top_pins',
    category: 'org_analytics',
    scopes: readTop,
    appToken: true,
    query: topPinsQuery,
    handle: ({ sandbox, caller, query }) => {
      const metrics = query.metric_types ?? accountMetrics;
      return topPins(sandbox, caller.user, query, { metrics, videos: false });
    },
  }),
  operation({
    id: 'user_account/analytics/top_video_pins',
    method: 'GET',
    path: '/user_account/analytics/top_video_pins',
    category: 'org_analytics',
    scopes: readTop,
    appToken: true,
    query: topVideoPinsQuery,
    handle: ({ sandbox, caller, query }) => {
      const metrics = query.metric_types ?? videoMetrics;
      return topPins(sandbox, caller.user, query, { metrics, videos: true });
    },
  }),
];

function topPins(
  sandbox: SandboxContext,
  user: User,
  query: TopQuery & { start_date: string; end_date: string },
  kind: { metrics: readonly string[]; videos: boolean },
) {
  needBusiness(user);
  const days = daysOf(sandbox.clock.now(), query);
  // The last second of the last day that is counted.
  const latest_available_timestamp = (readyThrough(sandbox) + 1) * DAY_MS - 1000;
  return {
    status: 200,
    body: {
      date_availability: { latest_available_timestamp, is_realtime: false },
      sort_by: query.sort_by,
      pins: topPinsOf(sandbox, user, days, query, kind),
    },
  };
}

/** A Pin of a report about several. @throws 404/50, and 401/7 where a report about one says 403/29. */
function reportedPin(sandbox: SandboxContext, caller: SignedIn, id: string) {
  try {
    return ownPin(sandbox, caller, id, 'read');
  } catch (error) {
    throw error instanceof PinterestError && error.status === 403 ? errors.pinNotYours() : error;
  }
}

/** Analytics are for business accounts. */
function needBusiness(user: User): void {
  if (user.accountType !== 'BUSINESS') throw errors.forbidden();
}
