/** Milliseconds. */
const day = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes longer than using it a hundred times. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  formatters.set(key, known);
  return known;
}

/** Date and clock time as the viewer's browser writes them, in its zone: "Wed, Dec 2, 12:00 PM". */
export function clockTime(at: string | number, now = Date.now(), seconds = false): string {
  const date = new Date(at);
  const otherYear = date.getFullYear() !== new Date(now).getFullYear();
  return formatter({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(otherYear && { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }).format(date);
}

/** Only the clock: "11:40 PM". */
export const clockOnly = (at: number): string =>
  formatter({ hour: 'numeric', minute: '2-digit' }).format(at);

/** Within a day "in 4 hours" says more than a date; beyond it the date says it better. */
export const isNear = (at: string, now: number): boolean => Math.abs(Date.parse(at) - now) < day;

/** A date and a time with what marks them as UTC: `2026-12-02T23:27:52.512Z`, `2026-12-02 23:27 (UTC)`. */
const moment = /\b(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z| ?\(?UTC\)?)/g;
/** `23:27 UTC` of the day that the sentence is about. */
const clock = /\b(\d{2}:\d{2}(?::\d{2})?) UTC\b/g;

/** A sentence of the server, with its UTC times as the viewer's clock shows them. `about`: the ISO date of bare clock times. */
export const withLocalTimes = (sentence: string, about = new Date().toISOString()): string =>
  sentence
    .replace(moment, (whole, date: string, time: string) => local(`${date}T${time}Z`, whole))
    .replace(clock, (whole, time: string) => {
      const at = Date.parse(`${about.slice(0, 10)}T${time}Z`);
      return Number.isNaN(at) ? whole : clockOnly(at);
    });

const local = (iso: string, otherwise: string): string =>
  Number.isNaN(Date.parse(iso)) ? otherwise : clockTime(iso);
