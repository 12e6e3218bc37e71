const bars = '▁▂▃▄▅▆▇█';

/**
 * Values from 0 to 100 as bars in a line of text.
 * @param together how many values one bar shows the mean of, counted from the last one.
 */
export function sparkline(values: readonly number[], together = 1): string {
  const first = values.length % together;
  const groups = [
    ...(first > 0 ? [values.slice(0, first)] : []),
    ...Array.from({ length: Math.floor(values.length / together) }, (_, index) =>
      values.slice(first + index * together, first + (index + 1) * together),
    ),
  ];
  return groups
    .map((group) => {
      const mean = group.reduce((sum, value) => sum + value, 0) / group.length;
      const height = Math.floor((mean / 100) * bars.length);
      return bars[Math.min(Math.max(height, 0), bars.length - 1)];
    })
    .join('');
}
