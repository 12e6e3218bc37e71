import type { AnalyticsBreakdown, AnalyticsSpan } from '../../sdk/index.ts';
import { toCsv } from '../../domain/text/csv.ts';

const cell = (value: number | null | undefined): string => value?.toString() ?? '';

/** Figures and rates of a span under these names; empty: not known, which is not 0. */
const figuresOf = ({ figures, rates }: AnalyticsSpan, names: readonly string[]): string[] => {
  const values = { ...figures, ...rates };
  return names.map((name) => cell(values[name]));
};

const namesOf = (span: AnalyticsSpan | undefined): string[] =>
  Object.keys({ ...span?.figures, ...span?.rates });

/** Days, weeks or months of one Pin. */
export function printSeriesCsv(
  series: readonly (AnalyticsSpan & { from: string; to: string })[],
): void {
  const names = namesOf(series[0]);
  process.stdout.write(
    toCsv([
      ['from', 'to', ...names, 'state'],
      ...series.map((span) => [span.from, span.to, ...figuresOf(span, names), span.state]),
    ]),
  );
}

/** Groups of Pins, or what Pins have by their age. */
export function printGroupsCsv(
  { by, groups, ages }: AnalyticsBreakdown,
  metrics: readonly string[],
): void {
  if (ages) {
    const lines = ages.map(({ ageDays, pins, figures }) => [
      String(ageDays),
      String(pins),
      ...metrics.map((metric) => cell(figures[metric])),
    ]);
    process.stdout.write(toCsv([['age in days', 'pins', ...metrics], ...lines]));
    return;
  }
  const names = namesOf(groups[0]);
  const lines = groups.map((group) => [
    group.key ?? '',
    group.label,
    String(group.pins),
    ...figuresOf(group, names),
    group.state,
  ]);
  process.stdout.write(toCsv([[by, 'name', 'pins', ...names, 'state'], ...lines]));
}
