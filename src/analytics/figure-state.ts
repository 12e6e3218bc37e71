import { runOn, type Runs } from './coverage.ts';
import { dayOf, type Day } from './days.ts';
import { factsOf, type MediaKind, type PinMetric } from './metrics.ts';

/** What is known of one metric of one Pin on one day. Only the first two are numbers. */
export type FigureState =
  | { is: 'figure'; value: number; final: boolean }
  | { is: 'zero'; final: boolean }
  | { is: 'notOffered' | 'beforePin' | 'gone' | 'withheld' | 'notYet' | 'notCollected' };

/** Input of {@link figureState}. */
export interface FigureFacts {
  metric: PinMetric;
  day: Day;
  /** The stored value; null: no column of it that day. */
  value: number | null;
  /** Also where the answer left this metric out. */
  withheld: boolean;
  /** Of the Pin, for the metric's set. */
  runs: Runs;
  /** null: not known. */
  kind: MediaKind | null;
  createdDay: Day | null;
  /** When it was found to be gone from Pinterest; null: it is there. */
  goneDay: Day | null;
  /** The last day whose numbers Pinterest has. */
  availableThrough: Day;
}

/** Keeps 0, not yet available and unknown apart, with the reason why a figure is missing. */
export function figureState(facts: FigureFacts): FigureState {
  const { metric, day, value, runs, kind, createdDay, goneDay } = facts;
  const run = runOn(runs, day);
  if (run && value !== null && value > 0 && !facts.withheld)
    return { is: 'figure', value, final: run.final };
  const { kinds, createdFrom } = factsOf(metric);
  if (kind !== null && !kinds.includes(kind)) return { is: 'notOffered' };
  if (createdFrom !== undefined && createdDay !== null && createdDay < dayOf(createdFrom))
    return { is: 'notOffered' };
  if (createdDay !== null && day < createdDay) return { is: 'beforePin' };
  if (goneDay !== null && day > goneDay) return { is: 'gone' };
  if (!run) return { is: day > facts.availableThrough ? 'notYet' : 'notCollected' };
  if (facts.withheld) return { is: 'withheld' };
  return value === null ? { is: 'notCollected' } : { is: 'zero', final: run.final };
}
