import {
  accountMetricNames,
  accountMetrics,
  dayAt,
  dayOf,
  dayText,
  factsOf,
  metricsOf,
  type AccountMetric,
  type Day,
  type DayRange,
  type MediaKind,
  type PinMetric,
} from '../../analytics/index.ts';
import { PinterestError, type PinterestClient } from '../../pinterest/index.ts';
import type { AccountState } from '../../store/index.ts';
import { statusOf, type DayStatus } from './data-status.ts';

/** A day of a report. */
export interface ToldDay<Metric extends string> {
  day: Day;
  status: DayStatus;
  /** null: none is told, which is not 0. */
  figures: Partial<Record<Metric, number>> | null;
  /** Metrics that this answer leaves out of a day with others, or that could not be asked for: not known, and not 0. */
  leftOut: readonly Metric[];
}

/** The days of a Pin for each set of metrics that was asked for. */
export interface ToldPin {
  standard: ToldDay<PinMetric>[];
  video: ToldDay<PinMetric>[] | null;
}

/** A Pin as its days are asked for. */
export interface AskedPin {
  id: string;
  kind: MediaKind;
  /** null: not known. */
  createdDay: Day | null;
}

/**
 * Days of the user's totals: organic, its own Pins and those of others that lead to its websites.
 * @returns `again`: refused for no reason of ours; it is asked again later. @throws PinterestError
 */
export const readAccountDays = (
  client: PinterestClient,
  range: DayRange,
): Promise<ToldDay<AccountMetric>[] | 'again'> =>
  orAgain(async () => {
    const answer = await client.analytics.account({
      ...window(range),
      content_type: 'ORGANIC',
      source: 'ALL',
      metric_types: accountMetrics.map((metric) => accountMetricNames[metric]),
    });
    return readDays(
      answer['all']?.daily_metrics,
      accountMetrics,
      (name) => accountMetricNames[name],
    );
  });

/** What Pinterest says of the user now, and whether it is a business. @throws PinterestError */
export async function readAccountState(
  client: PinterestClient,
): Promise<{ state: AccountState; isBusiness: boolean }> {
  const told = await client.userAccount.get();
  return {
    isBusiness: told.account_type !== 'PINNER',
    state: {
      followers: told.follower_count ?? null,
      following: told.following_count ?? null,
      monthlyViews: told.monthly_views ?? null,
      pins: told.pin_count ?? null,
      boards: told.board_count ?? null,
    },
  };
}

export const topKeys = ['IMPRESSION', 'SAVE', 'PIN_CLICK', 'OUTBOUND_CLICK', 'ENGAGEMENT'] as const;

/**
 * The 50 Pins of a range that lead by a metric, and the last day whose numbers Pinterest has; null: it does not say.
 * @throws PinterestError
 */
export const readTopPins = (
  client: PinterestClient,
  key: (typeof topKeys)[number],
  range: DayRange,
): Promise<{ pins: string[]; availableThrough: Day | null } | 'again'> =>
  orAgain(async () => {
    const { pins = [], date_availability } = await client.analytics.topPins({
      ...window(range),
      sort_by: key,
      num_of_pins: 50,
      metric_types: ['IMPRESSION'],
    });
    const at = date_availability?.latest_available_timestamp ?? null;
    return {
      pins: pins.flatMap(({ pin_id }) => pin_id ?? []),
      availableThrough: at === null ? null : dayAt(at),
    };
  });

/** Pinterest lists the four with a video's metrics as with those of others, so one request has both. */
const basic = metricsOf('standard').filter((metric) => factsOf(metric).kinds.includes('video'));

/** What one request asks for; Pinterest takes each of these lists for one kind of Pins. */
export function metricsFor({ kind, createdDay }: Pick<AskedPin, 'kind' | 'createdDay'>): {
  standard: readonly PinMetric[];
  video: readonly PinMetric[] | null;
} {
  if (kind === 'video') return { standard: basic, video: metricsOf('video') };
  const offered = metricsOf('standard').filter((metric) => {
    const { createdFrom } = factsOf(metric);
    return createdFrom === undefined || createdDay === null || createdDay >= dayOf(createdFrom);
  });
  return { standard: offered, video: null };
}

/**
 * One Pin's days.
 * @returns `again` as above; `gone`: there is no such Pin; `refused`: this connection may not see it. `onlyBasic`:
 * Pinterest takes it for the other kind, and told what all kinds have; the rest is left out. @throws PinterestError
 */
export async function readPinDays(
  client: PinterestClient,
  pin: AskedPin,
  range: DayRange,
): Promise<(ToldPin & { onlyBasic: boolean }) | 'again' | 'gone' | 'refused'> {
  const ask = async (asked: ReturnType<typeof metricsFor>) => {
    const metric_types = namesOf(asked);
    const answer = await client.analytics.pin(pin.id, { ...window(range), metric_types });
    return readPin(answer['all']?.daily_metrics, metricsFor(pin));
  };
  try {
    return await orAgain(async () => {
      const asked = metricsFor(pin);
      try {
        return { ...(await ask(asked)), onlyBasic: false };
      } catch (error) {
        const isMisfit =
          error instanceof PinterestError && error.kind === 'invalid' && !isPassing(error);
        if (!isMisfit || asked.standard.length + (asked.video?.length ?? 0) === basic.length)
          throw error;
        return { ...(await ask({ standard: basic, video: null })), onlyBasic: true };
      }
    });
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    if (error.kind === 'not_found') return 'gone';
    if (error.kind === 'permission') return 'refused';
    throw error;
  }
}

/** Ids in one request, Pinterest's limit. */
export const mostAtOnce = 100;

/**
 * The days of up to 100 Pins that are asked for the same metrics. A Pin without a figure is left out of the answer:
 * its list is then empty, and all days that Pinterest has are 0.
 * @returns `again` as above; `notGranted`: the app may not; `part`: one of them is gone, not visible or of another kind,
 * so that none is told. @throws PinterestError
 */
export async function readManyPinDays(
  client: PinterestClient,
  pins: readonly AskedPin[],
  range: DayRange,
): Promise<Map<string, ToldPin | 'nothing'> | 'again' | 'notGranted' | 'part'> {
  const [first] = pins;
  if (!first) return new Map();
  const asked = metricsFor(first);
  try {
    return await orAgain(async () => {
      const pin_ids = pins.map(({ id }) => id);
      const metric_types = namesOf(asked);
      const answer = await client.analytics.pins({ ...window(range), pin_ids, metric_types });
      return new Map(
        pin_ids.map((id) => {
          const days = answer[id]?.['all']?.daily_metrics;
          return [id, days ? readPin(days, asked) : 'nothing'];
        }),
      );
    });
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    if (error.kind === 'restricted_feature' && !/Missing: \[/.test(error.message))
      return 'notGranted';
    if (['not_found', 'permission', 'invalid'].includes(error.kind)) return 'part';
    throw error;
  }
}

const window = ({ from, through }: DayRange) => ({
  start_date: dayText(from),
  end_date: dayText(through),
});

const namesOf = ({ standard, video }: ReturnType<typeof metricsFor>): string[] =>
  [...standard, ...(video ?? [])].map((metric) => factsOf(metric).pinterest);

interface WireDay {
  date: string;
  data_status?: string;
  metrics?: Record<string, number | null | undefined>;
}

/** @param wanted what a Pin of its kind has, also where less was asked for */
const readPin = (
  days: readonly WireDay[] | undefined,
  wanted: ReturnType<typeof metricsFor>,
): ToldPin => {
  const of = (metrics: readonly PinMetric[]) =>
    readDays(days, metrics, (metric) => factsOf(metric).pinterest);
  return { standard: of(wanted.standard), video: wanted.video && of(wanted.video) };
};

function readDays<Metric extends string>(
  days: readonly WireDay[] | undefined,
  metrics: readonly Metric[],
  nameOf: (metric: Metric) => string,
): ToldDay<Metric>[] {
  return (days ?? []).map(({ date, data_status, metrics: told = {} }) => {
    const counts = metrics.flatMap((metric) => {
      const count = told[nameOf(metric)];
      const isCount = typeof count === 'number' && Number.isFinite(count) && count >= 0;
      return isCount ? [[metric, Math.round(count)] as const] : [];
    });
    const figures = new Map(counts);
    return {
      day: dayOf(date.slice(0, 10)),
      status: statusOf(data_status),
      // Cast: fromEntries forgets the names.
      figures:
        figures.size > 0 ? (Object.fromEntries(figures) as Partial<Record<Metric, number>>) : null,
      leftOut: figures.size > 0 ? metrics.filter((metric) => !figures.has(metric)) : [],
    };
  });
}

/**
 * A refusal that goes away by itself, as other clients report: it is no answer to what was asked. The range is never
 * longer than 89 days here, so that Pinterest's complaint about it is one of these too.
 */
const isPassing = (error: PinterestError): boolean =>
  error.kind === 'invalid' &&
  (error.code === 12 || /last 90 days|something went wrong|retry after/i.test(error.message));

async function orAgain<T>(work: () => Promise<T>): Promise<T | 'again'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PinterestError && isPassing(error)) return 'again';
    throw error;
  }
}
