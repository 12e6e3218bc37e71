import { Temporal } from 'temporal-polyfill';
import { problem, type Problem } from '../errors/index.ts';
import { isTimezone, unknownTimezoneText } from './zone.ts';

/**
 * Years in which a Pin can be planned. What lies before is the empty date of some program (1970 of Unix, 0001 of .NET
 * and Go, 2001 of Apple), what lies after a mistake or an "end of time". Ours.
 */
const plannableYears = { first: 2020, last: 2099 };

/** A date and a time of day, with what may follow it; nothing may be left over. */
const dateAndTime =
  /^(?:\d{4}-\d\d-\d\d|\d{8})T\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?(?<offset>Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?(?<notes>(?:\[[^\]]+\])*)$/i;

type Read = { at: Date } | { problem: Problem };

/**
 * Reads a point in time as ISO 8601 and RFC 9557 write it: with an offset as it stands, with a zone in brackets as
 * local time there, with neither as local time in `timezone`. Where clocks are set forward, a skipped time means the
 * same distance after the gap; where they are set back, the first of both. What is not understood to its last
 * character, or says two things, is refused.
 * @returns the time, or what is wrong with it.
 */
export function readSchedule(text: string, timezone: string | undefined, field: string): Read {
  const wrong = (reason: string): Read => ({
    problem: problem('PIN_SCHEDULE_INVALID', { field, values: { reason } }),
  });
  const zone = timezone ?? 'UTC';
  // One that a release before this stored unchecked; input is refused earlier.
  if (!isTimezone(zone)) return wrong(`${unknownTimezoneText(zone)}.`);
  const instant = readInstant(text, timezone);
  if (typeof instant === 'string') return wrong(`"${text}" ${instant}.`);
  const year = instant.toZonedDateTimeISO('UTC').year;
  if (year < plannableYears.first)
    return wrong(
      `"${text}" looks like the empty date of a program. Leave the field out where there is no time.`,
    );
  if (year > plannableYears.last)
    return wrong(`"${text}" is too far ahead: the last year is ${plannableYears.last}.`);
  return { at: new Date(instant.epochMilliseconds) };
}

/**
 * Reads an end of a range of time: a date and time as {@link readSchedule} does, or a date, which is a whole day in UTC.
 * @returns for `from` the first moment that belongs to it, for `to` the first that does not.
 */
export function readRangeEnd(text: string, end: 'from' | 'to', field: string): Read {
  const day = /^\d{4}-\d\d-\d\d$/.test(text.trim());
  const instant = readInstant(day ? `${text.trim()}T00:00Z` : text, undefined);
  if (typeof instant === 'string' || instant.epochMilliseconds < earliestMs) {
    const reason = `"${text}" is not a date such as 2026-12-01.`;
    return { problem: problem('INVALID_FIELD_VALUE', { field, values: { field, reason } }) };
  }
  const lengthMs = end === 'from' ? 0 : day ? dayMs : 1;
  return { at: new Date(instant.epochMilliseconds + lengthMs) };
}

const dayMs = 24 * 3600_000;

/** PostgreSQL writes years before 1 in another form. */
const earliestMs = Date.parse('0001-01-01T00:00:00Z');

/** The zone that a time names in brackets, `2026-12-01T09:00[Europe/Berlin]`; an offset there is none. */
export function zoneNamedIn(text: string | undefined): string | undefined {
  const named = bracketed.exec(text ?? '')?.[1];
  return named !== undefined && isTimezone(named) ? named : undefined;
}

const bracketed = /\[!?([^\]=]+)\]/;

/** The instant, or what is wrong with the text. */
function readInstant(text: string, timezone: string | undefined): Temporal.Instant | string {
  const normal = text
    .trim()
    .replace(/^(\S+) +(?=\d)/, '$1T')
    .replace(/ +(?=[+-]\d|\[)/g, '')
    .replace(/ *(?:UTC|GMT)$/, 'Z');
  if (/^(?:\d{4}-\d\d-\d\d|\d{8})$/.test(normal)) return 'has no time of day';
  const parts = dateAndTime.exec(normal);
  if (!parts) return 'is not a date and time such as 2026-12-01T09:00';
  const { offset, notes = '' } = parts.groups ?? {};
  const named = bracketed.exec(notes)?.[1];
  const zone = zoneNamedIn(notes);
  if (zone !== undefined && timezone !== undefined && !isSameZone(zone, timezone))
    return `names another time zone than timezone does, ${timezone}`;
  try {
    if (named !== undefined)
      return Temporal.ZonedDateTime.from(normal, { offset: 'reject' }).toInstant();
    if (offset !== undefined) return Temporal.Instant.from(normal);
    return Temporal.PlainDateTime.from(normal)
      .toZonedDateTime(timezone ?? 'UTC')
      .toInstant();
  } catch {
    if (named === undefined) return 'is not a date and time that exists';
    return isTimezone(named) || /^[+-]/.test(named)
      ? 'is not a date and time that exists there: its offset and its time zone contradict each other'
      : `names no time zone: ${unknownTimezoneText(named)}`;
  }
}

/** Whether two names, `Asia/Calcutta` and `Asia/Kolkata` for one, mean one zone. */
const isSameZone = (one: string, other: string): boolean => {
  const at = Temporal.Instant.fromEpochMilliseconds(0);
  return at.toZonedDateTimeISO(one).equals(at.toZonedDateTimeISO(other));
};
