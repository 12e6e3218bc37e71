import type { Day, DayRange } from './days.ts';

/** Days in a row of which a Pin's figures were read. Final ones do not change any more. */
export interface Run extends DayRange {
  final: boolean;
}

/** Sorted and without overlaps; adjacent runs of one kind are merged. */
export type Runs = readonly Run[];

/**
 * Which days were read of which Pin, with every gap. Pins that were read on the same days share their runs, so a user
 * whose Pins are all read together costs a few bytes, and one whose Pins are read singly about two bytes a Pin.
 */
export interface Coverage {
  /** The first is that of a Pin that was never read. */
  lists: readonly Runs[];
  /** By ordinal: which of `lists`; beyond its end: the first. */
  of: Uint32Array;
}

/** A reading of all days of a range. Days up to `finalThrough` are final; null: none is. */
export interface ReadDays extends DayRange {
  finalThrough: Day | null;
}

export const noCoverage: Coverage = { lists: [[]], of: new Uint32Array(0) };

export const runsOf = (coverage: Coverage, ordinal: number): Runs =>
  coverage.lists[coverage.of[ordinal] ?? 0] ?? [];

/** The coverage after these Pins were read on these days. A day that was final stays so. */
export function cover(coverage: Coverage, ordinals: Iterable<number>, read: ReadDays): Coverage {
  if (read.through < read.from) return coverage;
  const wanted = Uint32Array.from(ordinals);
  const size = wanted.reduce((most, ordinal) => Math.max(most, ordinal + 1), coverage.of.length);
  const of = new Uint32Array(size);
  of.set(coverage.of);
  const lists = [...coverage.lists];
  const known = new Map(lists.map((runs, index) => [keyOf(runs), index]));
  const after = new Map<number, number>();
  const listAfter = (before: number): number => {
    const runs = addRuns(lists[before] ?? [], read);
    const key = keyOf(runs);
    const next = known.get(key) ?? lists.push(runs) - 1;
    known.set(key, next);
    after.set(before, next);
    return next;
  };
  for (const ordinal of wanted) {
    const before = of[ordinal] ?? 0;
    of[ordinal] = after.get(before) ?? listAfter(before);
  }
  return { lists, of };
}

/** What is known of a day by these runs; null: it was not read. */
export function runOn(runs: Runs, day: Day): Run | null {
  return runs.find(({ from, through }) => from <= day && day <= through) ?? null;
}

const keyOf = (runs: Runs): string =>
  runs.map(({ from, through, final }) => `${from}${final ? '=' : '~'}${through}`).join();

function addRuns(runs: Runs, { from, through, finalThrough }: ReadDays): Runs {
  const end = Math.min(finalThrough ?? from - 1, through);
  let result = runs;
  if (end < through) result = provisional(result, { from: Math.max(from, end + 1), through });
  if (from <= end) result = final(result, { from, through: end });
  return joined(result);
}

/** Final days win over a reading that calls them provisional. */
const provisional = (runs: Runs, range: DayRange): Run[] => {
  const finals = runs.filter((run) => run.final);
  let open: DayRange[] = [range];
  for (const run of finals) open = open.flatMap((part) => without(part, run));
  const rest = runs.filter((run) => !run.final);
  // Provisional runs may overlap here; `joined` makes one of them.
  return [...finals, ...rest, ...open.map((part) => ({ ...part, final: false }))];
};

const final = (runs: Runs, range: DayRange): Run[] => [
  ...runs.flatMap((run) => (run.final ? [run] : without(run, range))),
  { ...range, final: true },
];

/** What is left of a range outside another. */
function without<T extends DayRange>(range: T, cut: DayRange): T[] {
  if (cut.through < range.from || range.through < cut.from) return [range];
  const parts: T[] = [];
  if (range.from < cut.from) parts.push({ ...range, through: cut.from - 1 });
  if (cut.through < range.through) parts.push({ ...range, from: cut.through + 1 });
  return parts;
}

/** Sorted; runs of one kind that touch or overlap are merged. */
function joined(runs: Runs): Runs {
  const sorted = [...runs].sort((a, b) => a.from - b.from);
  const result: Run[] = [];
  for (const run of sorted) {
    const last = result.at(-1);
    if (last && last.final === run.final && run.from <= last.through + 1)
      last.through = Math.max(last.through, run.through);
    else result.push({ ...run });
  }
  return result;
}
