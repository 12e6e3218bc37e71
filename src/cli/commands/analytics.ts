import type { AnalyticsSpan, LinchpinClient } from '../../sdk/index.ts';
import { bar } from '../chart.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import { printFile } from '../print-file.ts';
import { print, printFields, printJson, printTable, style } from '../output.ts';

export interface PeriodOptions extends ServerOptions {
  json?: boolean;
  csv?: boolean;
  account?: string;
  last?: number;
  from?: string;
  to?: string;
  by?: 'day' | 'week' | 'month';
}

/** The account's own figures by day, week or month. */
export async function showAccount(options: PeriodOptions): Promise<void> {
  const { client, accountId, period } = await ask(options);
  if (options.csv) return printCsv(options, { accountId, ...period, what: 'account' });
  const answer = await client.analytics.account({
    accountId,
    ...period,
    bucket: options.by ?? 'day',
  });
  if (options.json) return printJson(answer);
  const { total, series } = answer.period;
  printSeries(series, ['impressions', 'saves', 'pinClicks', 'outboundClicks', 'engagements']);
  print();
  printFields([
    ['Impressions', figure(total, 'impressions')],
    ['Saves', `${figure(total, 'saves')} (${percent(total.rates['saveRate'])})`],
    ['Engagement', `${figure(total, 'engagements')} (${percent(total.rates['engagementRate'])})`],
    ['Than the period before', change(answer.comparison.previousPeriod.change['impressions'])],
    ['Than a year before', change(answer.comparison.yearBefore.change['impressions'])],
    ['Followers', answer.now?.followers?.toLocaleString('en') ?? 'not collected'],
    [
      'Views of 30 days',
      answer.rolling30Days?.monthlyViews?.toLocaleString('en') ?? 'not collected',
    ],
  ]);
  printMissing(total.days);
  printAge(answer);
}

export async function ask(
  options: PeriodOptions,
): Promise<{ client: LinchpinClient; accountId: string; period: { from?: string; to?: string } }> {
  const { client } = connect(options);
  const { _id: accountId } = await chooseAccount(client, options.account);
  return { client, accountId, period: await periodOf(client, accountId, options) };
}

async function periodOf(
  client: LinchpinClient,
  accountId: string,
  { last, from, to }: PeriodOptions,
): Promise<{ from?: string; to?: string }> {
  if (last === undefined)
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const { availableThrough } = await client.analytics.status({ accountId });
  const first = new Date(Date.parse(availableThrough) - (last - 1) * 24 * 3600_000);
  return { from: first.toISOString().slice(0, 10), to: availableThrough };
}

/** The file of the server, as it comes. */
export const printCsv = (
  options: ServerOptions,
  query: Record<string, string | undefined>,
): Promise<void> => printFile(options, '/api/v1/analytics/export', query);

const words: Partial<Record<AnalyticsSpan['state'], string>> = {
  notYet: 'not yet',
  notCollected: 'not collected',
  withheld: 'withheld',
  none: 'no Pin yet',
};

/** What is not known is said in words, and never drawn as 0. */
export const figure = ({ figures, state }: AnalyticsSpan, metric: string): string =>
  figures[metric]?.toLocaleString('en') ?? words[state] ?? 'unknown';

export const percent = (rate: number | null | undefined): string =>
  (rate ?? null) === null ? 'no rate' : `${((rate ?? 0) * 100).toFixed(1)} %`;

const change = (fraction: number | null | undefined): string =>
  (fraction ?? null) === null
    ? 'no base'
    : `${(fraction ?? 0) >= 0 ? '+' : ''}${((fraction ?? 0) * 100).toFixed(1)} % impressions`;

const headings: Record<string, string> = {
  impressions: 'Impressions',
  saves: 'Saves',
  pinClicks: 'Pin clicks',
  outboundClicks: 'Outbound clicks',
  engagements: 'Engagement',
};
export const headingOf = (metric: string): string => headings[metric] ?? metric;

/** Days, weeks or months with a bar of the first metric. */
export function printSeries(
  series: readonly (AnalyticsSpan & { from: string })[],
  metrics: readonly string[],
): void {
  const [first = ''] = metrics;
  const most = Math.max(0, ...series.map(({ figures }) => figures[first] ?? 0));
  printTable(
    ['From', ...metrics.map(headingOf), ''],
    series.map((span) => [
      span.from,
      ...metrics.map((metric) => figure(span, metric)),
      bar(span.figures[first] ?? 0, most, 30) + note(span.state),
    ]),
  );
}

export const note = (state: AnalyticsSpan['state']): string =>
  state === 'provisional' ? ' may change' : state === 'partial' ? ' days missing' : '';

export function printMissing({ notYet, notCollected, withheld }: AnalyticsSpan['days']): void {
  const said = [
    [notCollected, 'not collected'],
    [notYet, 'not given by Pinterest yet'],
    [withheld, 'withheld by Pinterest'],
  ].flatMap(([count, what]) => (Number(count) > 0 ? [`${count} ${what}`] : []));
  if (said.length > 0) print(style.yellow(`Days: ${said.join(', ')}.`));
}

export function printAge({
  readAt,
  dataAsOf,
  finalThrough,
  coverageFrom,
}: {
  readAt: string | null;
  dataAsOf: string | null;
  finalThrough: string | null;
  coverageFrom: string | null;
}): void {
  if (readAt === null) return print(style.dim('No numbers were collected yet.'));
  const parts = [
    `Read ${readAt.slice(0, 16).replace('T', ' ')} (UTC)`,
    coverageFrom === null ? 'no days of this yet' : `from ${coverageFrom} on`,
    ...(coverageFrom === null
      ? []
      : [
          dataAsOf === null ? 'no day complete' : `complete through ${dataAsOf}`,
          finalThrough === null ? 'none final' : `final through ${finalThrough}`,
        ]),
  ];
  print(style.dim(`${parts.join(', ')}.`));
}
