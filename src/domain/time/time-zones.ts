/** Offsets that tell a Node.js with its full time zone data from one without: summer time and a half hour. */
const known: readonly [zone: string, at: string, hour: string][] = [
  ['Europe/Berlin', '2026-01-15T12:00:00Z', '13:00'],
  ['Europe/Berlin', '2026-07-15T12:00:00Z', '14:00'],
  ['America/New_York', '2026-07-15T12:00:00Z', '08:00'],
  ['Asia/Kolkata', '2026-07-15T12:00:00Z', '17:30'],
];

/** What is wrong with this program's time zone data, or null. Local times of posts are read with it. */
export function timeZoneDataProblem(): string | null {
  for (const [timeZone, at, expected] of known)
    try {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
      const found = format.format(new Date(at));
      if (found !== expected) return `${at} in ${timeZone} reads as ${found}, not ${expected}`;
    } catch {
      return `${timeZone} is not known`;
    }
  return null;
}
