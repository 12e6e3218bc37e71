import {
  countPinDays,
  dayText,
  factsOf,
  isOffered,
  noCoverage,
  selectPins,
  sumDays,
  coverageEnds,
  type CoverageEnds,
  type Day,
  type DayRange,
  type MetricSet,
  type PinDimensions,
  type PinRange,
  type PinSelection,
  type SummableMetric,
} from '../../analytics/index.ts';
import { readPinTags, scanNumbers, type AccountRow, type MetricOwner } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { availableThrough } from './period.ts';

export interface PinNumbersQuestion {
  ranges: readonly DayRange[];
  metrics: readonly SummableMetric[];
  selection: PinSelection;
  tag?: string | undefined;
  /** Whether tags are needed by ordinal. */
  withTags?: boolean;
  /** Whether sums by age are needed, which cost a quarter of all. */
  withAges?: boolean;
}

/** What answers about an account's Pins are made of. */
export interface ReadNumbers {
  /** In the order of the question. */
  ranges: PinRange[];
  pins: PinDimensions;
  filter: Uint8Array | null;
  tags: ReadonlyMap<number, readonly string[]>;
  availableThrough: Day;
  asOf: AsOf;
}

/** What every answer says of its age, see {@link CoverageEnds}; days as `YYYY-MM-DD`. */
export interface AsOf {
  accountId: string;
  coverageFrom: string | null;
  dataAsOf: string | null;
  finalThrough: string | null;
  /** When numbers of the user were last read, UTC. */
  readAt: string | null;
}

/** One scan of the database, and everything that is asked added up from it. */
export async function readPinNumbers(
  context: Pick<Context, 'store' | 'pinDimensions' | 'workspaceId'>,
  account: Pick<AccountRow, 'id' | 'identityId'>,
  question: PinNumbersQuestion,
): Promise<ReadNumbers> {
  const { store, pinDimensions, workspaceId } = context;
  const { ranges, metrics } = question;
  const { id, identityId } = account;
  const scan = await scanNumbers(store.db, pinDimensions, identityId, { ranges, metrics });
  const pins = scan?.pins ?? (await pinDimensions.of(store.db, identityId, noOwner));
  const available = availableThrough(context, scan);
  const tags = await tagsByOrdinal(context, identityId, workspaceId, pins, question);
  const filter = withTag(selectPins(pins, question.selection), pins, tags, question.tag);
  const days = scan?.days ?? [];
  const sums = await sumDays(days, {
    ranges,
    metrics,
    pinCount: pins.count,
    filter,
    bornOn: question.withAges === true ? pins.createdOn : null,
  });
  const offered = new Set(metrics.filter((metric) => isOffered(pins, filter, metric)));
  const sets = new Set(metrics.map((metric) => factsOf(metric).set));
  const count = async (set: MetricSet, range: DayRange) =>
    sets.has(set)
      ? countPinDays(days, {
          ...range,
          set,
          coverage: scan?.coverage[set] ?? noCoverage,
          pins,
          filter,
          availableThrough: available,
        })
      : null;
  const counted: PinRange[] = [];
  for (const range of sums)
    counted.push({
      sums: range,
      known: { standard: await count('standard', range), video: await count('video', range) },
      offered,
    });
  const asked = Object.fromEntries(
    [...sets].map((set) => [set, scan?.coverage[set] ?? noCoverage]),
  );
  return {
    ranges: counted,
    pins,
    filter,
    tags,
    availableThrough: available,
    asOf: presentAsOf(id, coverageEnds(asked, pins, filter), scan?.toldAt ?? null),
  };
}

/** Used where no numbers of the user were read; real keys begin with 1. */
const noOwner: MetricOwner = {
  key: 0,
  nextOrdinal: 0,
  coverage: { standard: noCoverage, video: noCoverage },
  availableThrough: null,
  toldAt: null,
};

async function tagsByOrdinal(
  { store }: Pick<Context, 'store'>,
  identityId: string,
  workspaceId: string,
  pins: PinDimensions,
  { tag, withTags }: PinNumbersQuestion,
): Promise<Map<number, readonly string[]>> {
  if (tag === undefined && withTags !== true) return new Map();
  const byId = await readPinTags(store.db, workspaceId, identityId);
  return new Map(
    pins.ids.flatMap((id, ordinal) => {
      const tags = id === undefined ? undefined : byId.get(id);
      return tags ? [[ordinal, tags] as const] : [];
    }),
  );
}

function withTag(
  filter: Uint8Array | null,
  pins: PinDimensions,
  tags: ReadonlyMap<number, readonly string[]>,
  tag: string | undefined,
): Uint8Array | null {
  if (tag === undefined) return filter;
  return Uint8Array.from({ length: pins.count }, (_, ordinal) =>
    (filter === null || filter[ordinal] === 1) && tags.get(ordinal)?.includes(tag) ? 1 : 0,
  );
}

export const presentAsOf = (accountId: string, ends: CoverageEnds, readAt: Date | null): AsOf => ({
  accountId,
  coverageFrom: shownDay(ends.coverageFrom),
  dataAsOf: shownDay(ends.dataAsOf),
  finalThrough: shownDay(ends.finalThrough),
  readAt: readAt?.toISOString() ?? null,
});

const shownDay = (day: Day | null): string | null => (day === null ? null : dayText(day));
