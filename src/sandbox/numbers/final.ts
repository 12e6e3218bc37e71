import type { DayFigures } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';
import { countsThrough } from '../curves/curve.ts';
import type { Subject } from '../curves/drawn.ts';
import { addTo, areEqual, isNothing, noCounts, slots } from '../curves/metrics.ts';
import type { Counted, Counts } from '../curves/metrics.ts';

/** What the curve alone adds up to by the end of `day`. */
function curveThrough({ curves }: SandboxContext, subject: Subject, day: number): Counts {
  const counts = noCounts();
  const curve = curves.of(subject);
  const last = subject.until === null ? day : Math.min(day, subject.until);
  if (curve !== null) countsThrough(curve, last - subject.from + 1, counts);
  return counts;
}

/** What the curve alone gives one day. */
function curveOn(sandbox: SandboxContext, subject: Subject, day: number): Counts {
  const counts = curveThrough(sandbox, subject, day);
  addTo(counts, curveThrough(sandbox, subject, day - 1), -1);
  return counts;
}

/** Puts what was set and added by hand over what a curve gives the day. */
export function withFigures(counts: Counts, figures: DayFigures | undefined): void {
  if (figures === undefined) return;
  for (const [metric, value] of Object.entries(figures.set))
    counts[slots[metric as Counted]] = value ?? 0; // The control plane takes no other names.
  for (const [metric, value] of Object.entries(figures.add))
    counts[slots[metric as Counted]] = (counts[slots[metric as Counted]] ?? 0) + (value ?? 0);
}

/** The final figures of one day, whatever the clock says. */
export function finalOn(sandbox: SandboxContext, subject: Subject, day: number): Counts {
  const counts = curveOn(sandbox, subject, day);
  withFigures(counts, sandbox.store.figuresOf(subject.id)?.get(day));
  return counts;
}

/** Days that are looked at one by one only if anything happened in them. */
const STRETCH = 6;

/** Calls `each` for the days from `from` to `to` of which there are final figures, in order. */
export function forFinalDays(
  sandbox: SandboxContext,
  subject: Subject,
  [from, to]: readonly [number, number],
  each: (day: number, counts: Counts) => void,
): void {
  const figures = sandbox.store.figuresOf(subject.id);
  const curve = sandbox.curves.of(subject);
  if (figures === undefined && curve === null) return;
  const first = figures === undefined ? Math.max(from, subject.from) : from;
  const last = Math.min(to, subject.until ?? to);
  const through = (day: number) => {
    const counts = noCounts();
    if (curve !== null) countsThrough(curve, day - subject.from + 1, counts);
    return counts;
  };
  if (last < first) return;
  let before = through(first - 1);
  for (let start = first; start <= last; start += STRETCH) {
    const end = Math.min(start + STRETCH - 1, last);
    const after = through(end);
    // Sums never fall, so equal ones have nothing between them.
    if (figures === undefined && areEqual(before, after)) continue;
    for (let day = start; day <= end; day += 1) {
      const sum = day === end ? after : through(day);
      const counts = sum.slice();
      addTo(counts, before, -1);
      before = sum;
      withFigures(counts, figures?.get(day));
      if (!isNothing(counts)) each(day, counts);
    }
  }
}

/** What the final figures add up to by the end of `day`, in a time that grows with the days that were set by hand alone. */
export function finalThrough(sandbox: SandboxContext, subject: Subject, day: number): Counts {
  const sum = curveThrough(sandbox, subject, day);
  for (const figures of sandbox.store.figuresOf(subject.id)?.values() ?? []) {
    if (figures.day > day) continue;
    const drawn = curveOn(sandbox, subject, figures.day);
    addTo(sum, drawn, -1);
    withFigures(drawn, figures);
    addTo(sum, drawn);
  }
  return sum;
}
