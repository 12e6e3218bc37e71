import { countOf, metricOf } from '../curves/metrics.ts';
import type { Counts } from '../curves/metrics.ts';
import { dayOf } from '../numbers/days.ts';
import { pinSubject } from '../numbers/subjects.ts';
import {
  appTypes,
  forToldDays,
  lifetimeThrough,
  readyThrough,
  toldSum,
  toldThrough,
} from '../numbers/told.ts';
import type { AppType } from '../numbers/told.ts';
import { lifetimeMetrics, pinMetrics } from '../protocol/analytics-schemas.ts';
import { errors } from '../protocol/errors.ts';
import type { Pin } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';
import { isEmptyReport, wireMetrics, wireReport } from './reports.ts';
import { creativeType } from './creative-type.ts';

export interface PinReportQuery {
  app_types: AppType;
  metric_types: readonly string[];
}

/** @throws 400/1 for a metric that is not counted for this kind of Pin. */
export function needCounted(sandbox: SandboxContext, pin: Pin, metrics: readonly string[]): void {
  // A video that is not processed yet passes for a Pin of the other kind, here as in its creative_type.
  const counted: readonly string[] =
    pinMetrics[creativeType(sandbox, pin) === 'VIDEO' ? 'video' : 'standard'];
  for (const metric of metrics)
    if (!counted.includes(metric)) throw errors.notAmong('metric_types', metric, counted);
}

/** The report of one Pin; `empty`: there is not one figure in it. */
export function pinReport(
  sandbox: SandboxContext,
  pin: Pin,
  days: readonly [number, number],
  { app_types, metric_types }: PinReportQuery,
) {
  const subject = pinSubject(pin);
  const counts = new Map<number, Counts>();
  forToldDays(sandbox, subject, days, app_types, (day, told) => counts.set(day, told));
  const period = metric_types.filter((metric) => !lifetimeMetrics.includes(metric));
  const lifetime = metric_types.filter((metric) => lifetimeMetrics.includes(metric));
  const withheld = period.length > 0 && !sandbox.settings.mixedLifetime;
  const sums = lifetimeThrough(sandbox, subject);
  const report = {
    ...wireReport({
      days,
      counts,
      metrics: period,
      ready: readyThrough(sandbox),
      begins: subject.from,
      figures: sandbox.store.figuresOf(pin.id),
      leftOut: sandbox.settings.leftOutMetrics,
    }),
    lifetime_metrics: withheld ? {} : wireMetrics(sums, lifetime),
  };
  const empty =
    isEmptyReport(counts, period) && lifetime.every((metric) => metricOf(sums, metric) === 0);
  return { report, empty };
}

/** The reports of a split by kind of app; groups without a figure are left out. */
export function splitPinReport(
  sandbox: SandboxContext,
  pin: Pin,
  days: readonly [number, number],
  query: PinReportQuery,
) {
  return Object.fromEntries(
    appTypes
      .filter((app) => query.app_types === 'ALL' || query.app_types === app)
      .map((app) => [app, pinReport(sandbox, pin, days, { ...query, app_types: app })] as const)
      .filter(([, { empty }]) => !empty)
      .map(([app, { report }]) => [app, report]),
  );
}

const HOURS_24_MS = 86_400_000;

/** The figures in lists of Pins: those of the last 90 days and all. null for a Pin of the last 24 hours, once there are any. */
export function wirePinMetrics(sandbox: SandboxContext, pin: Pin) {
  const { clock, settings } = sandbox;
  if (settings.numbers !== null && clock.now() - pin.createdAt < HOURS_24_MS) return null;
  const subject = pinSubject(pin);
  const today = dayOf(clock.now());
  const listed = (counts: Counts) => ({
    pin_click: countOf(counts, 'PIN_CLICK'),
    impression: countOf(counts, 'IMPRESSION'),
    clickthrough: countOf(counts, 'OUTBOUND_CLICK'),
    ...(settings.listedSaves && { save: countOf(counts, 'SAVE') }),
  });
  const lifetime = lifetimeThrough(sandbox, subject);
  return {
    '90d': listed(toldSum(sandbox, subject, [today - 89, today])),
    lifetime_metrics: {
      ...listed(toldThrough(sandbox, subject, today)),
      reaction: countOf(lifetime, 'TOTAL_REACTIONS'),
      comment: countOf(lifetime, 'TOTAL_COMMENTS'),
    },
  };
}
