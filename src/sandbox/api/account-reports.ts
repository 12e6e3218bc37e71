import { addTo, noCounts, metricOf } from '../curves/metrics.ts';
import type { Counts } from '../curves/metrics.ts';
import { countingsOf } from '../numbers/subjects.ts';
import type { Counting } from '../numbers/subjects.ts';
import { appTypes, forToldDays, readyThrough, toldSum } from '../numbers/told.ts';
import type { AppType } from '../numbers/told.ts';
import { dayOf } from '../numbers/days.ts';
import type { Pin, User } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';
import { isEmptyReport, wireMetrics, wireReport } from './reports.ts';
import { creativeType } from './creative-type.ts';

export interface AccountFilter {
  from_claimed_content: 'OTHER' | 'CLAIMED' | 'BOTH';
  pin_format: string;
  app_types: AppType;
  content_type: 'ALL' | 'PAID' | 'ORGANIC';
  source: 'ALL' | 'YOUR_PINS' | 'OTHER_PINS';
}

type Split = 'APP_TYPE' | 'OWNED_CONTENT' | 'SOURCE' | 'PIN_FORMAT';

/** The sandbox has no ads: nothing is paid for, and no Pin is a product. */
function passes({ content, format, source }: Counting, filter: AccountFilter): boolean {
  if (filter.content_type === 'PAID') return false;
  if (filter.from_claimed_content !== 'BOTH' && filter.from_claimed_content !== content)
    return false;
  if (filter.pin_format !== 'ALL' && filter.pin_format !== format) return false;
  return filter.source === 'ALL' || filter.source === source;
}

/** The report of an account: the sum of what its own Pins are told to have, and of what the Pins of others bring it. */
export function accountReport(
  sandbox: SandboxContext,
  user: User,
  days: readonly [number, number],
  filter: AccountFilter,
  metrics: readonly string[],
) {
  const countings = countingsOf(sandbox, user).filter((counting) => passes(counting, filter));
  return reportOf(sandbox, user, countings, days, filter.app_types, metrics).report;
}

/** The reports of a split; groups without a figure are left out. */
export function splitAccountReport(
  sandbox: SandboxContext,
  user: User,
  days: readonly [number, number],
  filter: AccountFilter & { split_field: Split },
  metrics: readonly string[],
) {
  const countings = countingsOf(sandbox, user).filter((counting) => passes(counting, filter));
  const app = filter.app_types;
  const byApp = () =>
    appTypes
      .filter((type) => app === 'ALL' || app === type)
      .map((type) => [type, countings, type] as const);
  const byClass = (key: 'content' | 'source' | 'format') =>
    [...new Set(countings.map((counting) => counting[key]))]
      .sort()
      .map((value) => [value, countings.filter((one) => one[key] === value), app] as const);
  const groups = {
    APP_TYPE: byApp,
    OWNED_CONTENT: () => byClass('content'),
    SOURCE: () => byClass('source'),
    PIN_FORMAT: () => byClass('format'),
  }[filter.split_field]();
  return Object.fromEntries(
    groups
      .map(([name, group, type]) => ({
        name,
        ...reportOf(sandbox, user, group, days, type, metrics),
      }))
      .filter(({ empty }) => !empty)
      .map(({ name, report }) => [name, report]),
  );
}

function reportOf(
  sandbox: SandboxContext,
  user: User,
  countings: readonly Counting[],
  days: readonly [number, number],
  app: AppType,
  metrics: readonly string[],
) {
  const counts = new Map<number, Counts>();
  for (const { subject } of countings) {
    forToldDays(sandbox, subject, days, app, (day, told) => {
      const sum = counts.get(day);
      if (sum === undefined) counts.set(day, told);
      else addTo(sum, told);
    });
  }
  const ready = readyThrough(sandbox);
  const figures = sandbox.store.figuresOf(user.id);
  const leftOut = sandbox.settings.leftOutMetrics;
  const report = wireReport({ days, counts, metrics, ready, figures, leftOut });
  return { report, empty: isEmptyReport(counts, metrics) };
}

export interface TopQuery extends AccountFilter {
  sort_by: string;
  num_of_pins: number;
  created_in_last_n_days?: '30' | undefined;
}

/** The Pins of an account that there still are, with any of what they are sorted by, most of it first. */
export function topPinsOf(
  sandbox: SandboxContext,
  user: User,
  days: readonly [number, number],
  query: TopQuery,
  { metrics, videos }: { metrics: readonly string[]; videos: boolean },
) {
  const { store, clock } = sandbox;
  const since = query.created_in_last_n_days === undefined ? -Infinity : dayOf(clock.now()) - 30;
  const isWanted = (pin: Pin | undefined) =>
    pin !== undefined && (!videos || creativeType(sandbox, pin) === 'VIDEO');
  const data_status = Object.fromEntries(
    metrics.map((metric) => [metric, days[0] <= readyThrough(sandbox) ? 'READY' : 'PROCESSING']),
  );
  return countingsOf(sandbox, user)
    .filter(
      (counting) =>
        passes(counting, query) &&
        counting.subject.from >= since &&
        counting.source === 'YOUR_PINS' &&
        isWanted(store.get('pins', counting.subject.id)),
    )
    .map(({ subject }) => {
      const counts =
        days[0] > days[1] ? noCounts() : toldSum(sandbox, subject, days, query.app_types);
      return { id: subject.id, counts, value: metricOf(counts, query.sort_by) };
    })
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || (a.id < b.id ? 1 : -1))
    .slice(0, query.num_of_pins)
    .map(({ id, counts }) => ({ pin_id: id, metrics: wireMetrics(counts, metrics), data_status }));
}
