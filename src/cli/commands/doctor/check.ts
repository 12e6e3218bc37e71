/** What was looked at, what was found, and what to do about it. */
export interface Check {
  name: string;
  /** `warning`: something to know or to decide; publishing goes on. `wrong`: it does not, or not for long. */
  state: 'ok' | 'warning' | 'wrong';
  found: string;
  /** What to do; empty when all is well. */
  fix: string;
}

export const ok = (name: string, found: string): Check => ({ name, state: 'ok', found, fix: '' });

export const warning = (name: string, found: string, fix: string): Check => ({
  name,
  state: 'warning',
  found,
  fix,
});

export const wrong = (name: string, found: string, fix: string): Check => ({
  name,
  state: 'wrong',
  found,
  fix,
});

/** `1 Pin`, `3 Pins`. */
export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `40 seconds`, `12 minutes`, `3 hours`, `2 days`. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return plural(Math.round(seconds), 'second');
  if (seconds < 90 * 60) return plural(Math.round(seconds / 60), 'minute');
  if (seconds < 36 * 3600) return plural(Math.round(seconds / 3600), 'hour');
  return plural(Math.round(seconds / 86_400), 'day');
}
