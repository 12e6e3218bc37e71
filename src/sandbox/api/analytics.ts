import { ownPin } from '../oauth/access.ts';
import type { User } from '../state/entities.ts';
import {
  accountAnalyticsQuery,
  accountMetrics,
  lifetimeMetrics,
  pinAnalyticsQuery,
  pinMetrics,
  topPinsQuery,
  topVideoPinsQuery,
} from '../protocol/analytics-schemas.ts';
import { errors } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { pinParams } from '../protocol/schemas.ts';
import { countedUntil, dateOf, daysOf } from './reports.ts';
import { creativeType } from './wire.ts';
import type { SandboxContext } from '../state/context.ts';

const readPins = ['boards:read', 'pins:read'];
const readTop = ['pins:read', 'user_accounts:read'];

/** Analytics without views or saves: the sandbox counts none, so every metric is 0. */
export const analyticsOperations: Operation[] = [
  operation({
    id: 'multi_pins/analytics',
    method: 'GET',
    path: '/pins/analytics',
    category: 'org_analytics',
    scopes: readPins,
    appToken: true,
    handle: () => {
      throw errors.restricted('multi_pin_analytics');
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
      // A video that is not processed yet passes for a Pin of the other kind, here as in its creative_type.
      const counted: readonly string[] =
        pinMetrics[creativeType(sandbox, pin) === 'VIDEO' ? 'video' : 'standard'];
      for (const metric of query.metric_types)
        if (!counted.includes(metric)) throw errors.notAmong('metric_types', metric, counted);
      const lifetime = query.metric_types.filter((metric) => lifetimeMetrics.includes(metric));
      const period = query.metric_types.filter((metric) => !lifetimeMetrics.includes(metric));
      const created = dateOf(pin.createdAt);
      const report = {
        daily_metrics: days.map((day) =>
          day.date < created
            ? { date: day.date, data_status: 'BEFORE_PIN_CREATED', metrics: {} }
            : emptyDay(day, period),
        ),
        lifetime_metrics: zeros(lifetime),
        summary_metrics: zeros(period),
      };
      return { status: 200, body: query.split_field === 'NO_SPLIT' ? { all: report } : {} };
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
      const report = {
        daily_metrics: days.map((day) => emptyDay(day, metrics)),
        summary_metrics: zeros(metrics),
      };
      return { status: 200, body: query.split_field === 'NO_SPLIT' ? { all: report } : {} };
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
    handle: ({ sandbox, caller, query }) => topPins(sandbox, caller.user, query),
  }),
  operation({
    id: 'user_account/analytics/top_video_pins',
    method: 'GET',
    path: '/user_account/analytics/top_video_pins',
    category: 'org_analytics',
    scopes: readTop,
    appToken: true,
    query: topVideoPinsQuery,
    handle: ({ sandbox, caller, query }) => topPins(sandbox, caller.user, query),
  }),
];

function topPins(
  sandbox: SandboxContext,
  user: User,
  query: { start_date: string; end_date: string; sort_by: string },
) {
  needBusiness(user);
  const now = sandbox.clock.now();
  daysOf(now, query);
  return {
    status: 200,
    body: {
      date_availability: { latest_available_timestamp: countedUntil(now), is_realtime: false },
      sort_by: query.sort_by,
      pins: [],
    },
  };
}

/** Analytics are for business accounts. */
function needBusiness(user: User): void {
  if (user.accountType !== 'BUSINESS') throw errors.forbidden();
}

const zeros = (metrics: readonly string[]) =>
  Object.fromEntries(metrics.map((metric) => [metric, 0]));

/** A day with every metric 0; days that Pinterest is still counting say 0 too, as recorded. */
const emptyDay = (day: { date: string; finished: boolean }, metrics: readonly string[]) => ({
  date: day.date,
  data_status: day.finished ? 'READY' : 'PROCESSING',
  metrics: zeros(metrics),
});
