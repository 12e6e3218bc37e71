import {
  countPinDays,
  dayText,
  factsOf,
  isOffered,
  noCoverage,
  selectPins,
  sumDays,
  type Coverage,
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
  /** Without sums by age, which cost a quarter of all. */
  ages?: false;
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

/** What every answer says of its age. */
export interface AsOf {
  accountId: string;
  dataAsOf: string | null;
  finalThrough: string | null;
  coverageFrom: string | null;
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
    bornOn: question.ages === false ? null : pins.createdOn,
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
  const coverage = scan?.coverage[sets.has('standard') ? 'standard' : 'video'] ?? noCoverage;
  return {
    ranges: counted,
    pins,
    filter,
    tags,
    availableThrough: available,
    asOf: {
      accountId: id,
      dataAsOf: scan?.toldAt?.toISOString() ?? null,
      ...coverageEnds(coverage, filter),
    },
  };
}

/** Stands for the numbers of a user of whom none were read; keys begin with 1. */
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

/** From when on, and up to where nothing of what was read may change. */
export function coverageEnds(
  { lists, of }: Coverage,
  filter: Uint8Array | null,
): { finalThrough: string | null; coverageFrom: string | null } {
  const used = new Set<number>();
  of.forEach((list, ordinal) => {
    if (filter === null || filter[ordinal] === 1) used.add(list);
  });
  const runs = [...used].flatMap((list) => lists[list] ?? []);
  return endsOf(
    runs.map(({ from }) => from),
    runs.filter(({ final }) => !final).map(({ from }) => from),
    runs.filter(({ final }) => final).map(({ through }) => through),
  );
}

const endsOf = (starts: Day[], provisionalStarts: Day[], finalEnds: Day[]) => {
  const coverageFrom = least(starts);
  const last = least([...provisionalStarts.map((day) => day - 1), ...most(finalEnds)]);
  return {
    coverageFrom: coverageFrom === null ? null : dayText(coverageFrom),
    finalThrough:
      last === null || finalEnds.length === 0 || (coverageFrom !== null && last < coverageFrom)
        ? null
        : dayText(last),
  };
};

const least = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
const most = (days: readonly Day[]): Day[] =>
  days.reduce<Day[]>(([last], day) => [last === undefined || day > last ? day : last], []);
