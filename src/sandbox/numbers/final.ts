import type { DayFigures } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';
import { countsThrough } from '../curves/curve.ts';
import type { Subject } from '../curves/drawn.ts';
import { addTo, noCounts, slots } from '../curves/metrics.ts';
import type { Counted, Counts } from '../curves/metrics.ts';

/** What the curve alone adds up to by the end of `day`. */
export function curveThrough({ curves }: SandboxContext, subject: Subject, day: number): Counts {
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
