import { Temporal } from 'temporal-polyfill';
import { problem, type Problem } from '../errors/index.ts';

/**
 * Reads a point in time: with an offset as it stands, without one as local time in `timezone`. Where clocks are
 * set forward, a skipped time means the same distance after the gap; where they are set back, the first of both.
 * @returns the time, or what is wrong with it.
 */
export function readSchedule(
  text: string,
  timezone: string | undefined,
  field: string,
): { at: Date } | { problem: Problem } {
  const wrong = (reason: string) => ({
    problem: problem('PIN_SCHEDULE_INVALID', { field, values: { reason } }),
  });
  const zone = timezone ?? 'UTC';
  if (!isTimezone(zone)) return wrong(`"${zone}" is not a time zone such as Europe/Berlin.`);
  const normal = text.trim().replace(' ', 'T');
  try {
    const zoned = /(z|[+-]\d\d(:?\d\d)?)$/i.test(normal);
    const instant = zoned
      ? Temporal.Instant.from(normal)
      : Temporal.PlainDateTime.from(normal).toZonedDateTime(zone).toInstant();
    return { at: new Date(instant.epochMilliseconds) };
  } catch {
    return wrong(`"${text}" is not a date and time.`);
  }
}

/** Whether `zone` is an IANA time zone such as `Europe/Berlin`. */
export function isTimezone(zone: string): boolean {
  if (zone === 'UTC') return true; // What most posts have; asking takes a third of a millisecond.
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
