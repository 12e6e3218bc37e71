import { PinMetricName } from '../../contract/index.ts';
import type { AnalyticsTop } from '../../sdk/index.ts';
import { printGroupsCsv, printSeriesCsv } from './analytics-csv.ts';
import { bar } from '../chart.ts';
import { CliError } from '../errors.ts';
import { print, printJson, printTable, style } from '../output.ts';
import {
  ask,
  figure,
  headingOf,
  note,
  printAge,
  printCsv,
  printMissing,
  printSeries,
  type PeriodOptions,
} from './analytics.ts';

const metrics = ['impressions', 'saves', 'pinClicks', 'outboundClicks'];
const groupings = [
  'board',
  'section',
  'link',
  'domain',
  'kind',
  'tag',
  'weekday',
  'hour',
  'age',
] as const;

const defaultLimit = 20;

/** @throws CliError when more is wanted than one answer has */
function atMost(limit: number, most: number): number {
  if (limit > most)
    throw new CliError(
      `One answer has ${most} at most.`,
      `Use --limit ${most} or less; --csv has all Pins.`,
    );
  return limit;
}

interface PinsOptions extends PeriodOptions {
  group?: string;
  board?: string;
  domain?: string;
  sort?: string;
  limit?: number;
}

/** Pins with their figures, groups of them, or the days of one. */
export async function showPins(pinId: string | undefined, options: PinsOptions): Promise<void> {
  const { client, accountId, period } = await ask(options);
  const filter = {
    accountId,
    ...period,
    ...(options.board !== undefined && { boardId: options.board }),
    ...(options.domain !== undefined && { linkDomain: options.domain }),
  };
  if (pinId !== undefined) {
    const one = await client.analytics.pin(pinId, {
      accountId,
      ...period,
      bucket: options.by ?? 'day',
    });
    if (options.json) return printJson(one);
    if (options.csv) return printSeriesCsv(one.period.series);
    print(style.bold(one.pin.title ?? one.pin.pinterestPinId));
    printSeries(one.period.series, metrics);
    printMissing(one.period.total.days);
    return printAge(one);
  }
  const sort = options.sort === undefined ? {} : { sort: metricNamed(options.sort) };
  if (options.group !== undefined) return showGroups(options, { ...filter, ...sort });
  if (options.csv)
    return printCsv(options, {
      ...filter,
      ...sort,
      ...(options.limit !== undefined && { limit: String(options.limit) }),
      what: 'pins',
    });
  const list = await client.analytics.pins({
    ...filter,
    ...sort,
    limit: atMost(options.limit ?? defaultLimit, 100),
  });
  if (options.json) return printJson(list);
  printPins(list.pins, options.sort ?? 'impressions');
  printMissing(list.period.total.days);
  printAge(list);
}

async function showGroups(
  options: PinsOptions,
  filter: { accountId: string; from?: string; to?: string; sort?: PinMetricName },
): Promise<void> {
  const { client } = await ask(options);
  const by = groupings.find((name) => name === options.group);
  if (!by)
    throw new CliError(
      `Pins are not grouped by "${options.group ?? ''}".`,
      `Use one of ${groupings.join(', ')}.`,
    );
  const { sort } = filter;
  const shown = sort === undefined || metrics.includes(sort) ? metrics : [...metrics, sort];
  const answer = await client.analytics.breakdown({
    ...filter,
    by,
    metrics: shown.join(','),
    limit: atMost(options.limit ?? (options.csv ? 1000 : defaultLimit), 1000),
  });
  if (options.json) return printJson(answer);
  if (options.csv) return printGroupsCsv(answer, shown);
  if (answer.ages)
    printTable(
      ['Age in days', 'Pins', 'Impressions per Pin'],
      answer.ages.map(({ ageDays, pins, perPin }) => [
        String(ageDays),
        String(pins),
        perPin['impressions']?.toFixed(1) ?? 'not collected',
      ]),
    );
  else {
    const drawn = sort ?? 'impressions';
    const most = Math.max(0, ...answer.groups.map(({ figures }) => figures[drawn] ?? 0));
    printTable(
      [by, 'Pins', ...shown.map(headingOf), ''],
      answer.groups.map((group) => [
        group.label,
        String(group.pins),
        ...shown.map((metric) => figure(group, metric)),
        bar(group.figures[drawn] ?? 0, most, 20) + note(group.state),
      ]),
    );
  }
  printMissing(answer.period.total.days);
  printAge(answer);
}

/** The best Pins by one metric. */
export async function showTop(
  options: PeriodOptions & { metric?: string; limit: number },
): Promise<void> {
  const { client, accountId, period } = await ask(options);
  const metric = metricNamed(options.metric ?? 'impressions');
  if (options.csv)
    return printCsv(options, {
      accountId,
      ...period,
      what: 'pins',
      sort: metric,
      limit: String(options.limit),
    });
  const answer = await client.analytics.top({
    accountId,
    ...period,
    limit: options.limit,
    metrics: [...new Set([metric, ...metrics])].join(','),
  });
  if (options.json) return printJson(answer);
  printPins(answer.lists.find((list) => list.metric === metric)?.pins ?? [], metric);
  printMissing(answer.period.total.days);
  printAge(answer);
}

function printPins(pins: AnalyticsTop['lists'][number]['pins'], sort: string): void {
  if (pins.length === 0) return print('No Pin has figures in this period.');
  const most = Math.max(0, ...pins.map(({ period }) => period.figures[sort] ?? 0));
  const shown = metrics.includes(sort) ? metrics : [...metrics, sort];
  printTable(
    ['Pin', 'Title', ...shown.map(headingOf), ''],
    pins.map(({ pin, period }) => [
      pin.pinterestPinId,
      (pin.title ?? '(none)').slice(0, 32),
      ...shown.map((metric) => figure(period, metric)),
      bar(period.figures[sort] ?? 0, most, 20) + note(period.state),
    ]),
  );
}

function metricNamed(name: string): PinMetricName {
  const found = PinMetricName.options.find(
    (metric) => metric.toLowerCase() === name.toLowerCase().replaceAll('-', ''),
  );
  if (found === undefined)
    throw new CliError(
      `There is no metric "${name}".`,
      `Use one of ${PinMetricName.options.join(', ')}.`,
    );
  return found;
}
