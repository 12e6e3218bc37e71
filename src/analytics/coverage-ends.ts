import { runOn, type Coverage, type Run, type Runs } from './coverage.ts';
import type { Day } from './days.ts';
import { createdDay, kindOf, type PinDimensions } from './dimensions.ts';
import type { MetricSet } from './metrics.ts';

/** How old an answer about some Pins is; null: nothing of them was read. */
export interface CoverageEnds {
  /** The first day that was read of any of them. */
  coverageFrom: Day | null;
  /** The latest day for which every requested figure of every Pin that existed then was read. */
  dataAsOf: Day | null;
  /** The latest day for which all of these are final. */
  finalThrough: Day | null;
}

/** @param coverage of the sets that are asked for. @param filter 1 for each ordinal that counts; null: all do */
export function coverageEnds(
  coverage: Readonly<Partial<Record<MetricSet, Coverage>>>,
  pins: PinDimensions,
  filter: Uint8Array | null,
): CoverageEnds {
  const lives = livesOf(coverage, pins, filter);
  const starts = [...new Set(lives.map(({ runs }) => runs))].flatMap(([first]) =>
    first ? [first.from] : [],
  );
  if (starts.length === 0) return { coverageFrom: null, dataAsOf: null, finalThrough: null };
  const coverageFrom = Math.min(...starts);
  const latest = (isGood: (run: Run) => boolean) => latestDayOf(lives, coverageFrom, isGood);
  return { coverageFrom, dataAsOf: latest(() => true), finalThrough: latest(({ final }) => final) };
}

/** The days on which a Pin existed, and which of them were read. */
interface Life {
  /** -Infinity: not known. */
  born: Day;
  /** The last one; Infinity: it still exists. */
  end: Day;
  runs: Runs;
}

function livesOf(
  coverage: Readonly<Partial<Record<MetricSet, Coverage>>>,
  pins: PinDimensions,
  filter: Uint8Array | null,
): Life[] {
  const lives: Life[] = [];
  for (const set of ['standard', 'video'] as const) {
    const known = coverage[set];
    if (!known) continue;
    for (let ordinal = 0; ordinal < pins.count; ordinal++) {
      if ((filter !== null && filter[ordinal] !== 1) || pins.ids[ordinal] === undefined) continue;
      if (set === 'video' && kindOf(pins, ordinal) !== 'video') continue;
      const [born, gone] = [createdDay(pins, ordinal), pins.goneDay[ordinal] ?? NaN];
      lives.push({
        born: Number.isNaN(born) ? -Infinity : born,
        end: Number.isNaN(gone) ? Infinity : gone,
        runs: known.lists[known.of[ordinal] ?? 0] ?? [],
      });
    }
  }
  return lives;
}

/** The latest day on which Pins existed, and all of them have a good run; null: there is none. */
function latestDayOf(
  lives: readonly Life[],
  first: Day,
  isGood: (run: Run) => boolean,
): Day | null {
  const lists = new Set(lives.map(({ runs }) => runs));
  let day = -Infinity;
  for (const runs of lists)
    for (const run of runs) if (isGood(run)) day = Math.max(day, run.through);
  while (day >= first) {
    const at = day;
    // Pins that were read together share their list, so each list is searched once.
    const goodUntil = new Map<Runs, Day>();
    for (const runs of lists) {
      const on = runOn(runs, at);
      const before = runs.filter((run) => isGood(run) && run.through < at).at(-1);
      goodUntil.set(runs, on && isGood(on) ? at : (before?.through ?? -Infinity));
    }
    let isAnyThere = false;
    for (const { born, end, runs } of lives) {
      if (at < born || at > end) continue;
      const until = goodUntil.get(runs) ?? -Infinity;
      if (until >= at) isAnyThere = true;
      // Before the Pin was made nothing is missing.
      else day = Math.min(day, Math.max(until, born - 1));
    }
    if (day < at) continue;
    if (isAnyThere) return at;
    // No Pin existed on this day: go back to the last day on which one did.
    day = lives.reduce((last, { end }) => (end < at ? Math.max(last, end) : last), -Infinity);
  }
  return null;
}
