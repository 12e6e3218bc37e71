import type { DateOrder } from '../domain/csv-names.ts';

/**
 * A date of a spreadsheet. `is: 'read'`: as ISO 8601, in local time unless it says more. `either`: both readings of a
 * date that has two.
 */
export type CsvDate =
  | { is: 'read'; text: string }
  | { is: 'ambiguous'; either: readonly [string, string] }
  | { is: 'unreadable' };

const unreadable: CsvDate = { is: 'unreadable' };

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Days that Excel counts from 1899-12-30: those of the years 2000 to 2099. */
const serials = { first: 36_526, last: 73_050 };
const dayMs = 24 * 3600_000;

const timeOfDay =
  /^(?<day>.*?)(?:(?:,\s*|\s+|T)(?<hour>\d{1,2})(?::(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?)?\s*(?<half>[ap]\.?m\.?)?\s*(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a date as spreadsheets and people write it: ISO 8601, the number Excel keeps, `1.12.2026`, `12/1/2026`,
 * `1 Dec 2026`, with or without a time of day; without one it is midnight.
 * @param order of `03/04/2026`; absent: such a date is read only where it can mean but one day.
 */
export function readDate(cell: string, order?: DateOrder): CsvDate {
  const text = cell.trim();
  const serial = excelDate(text);
  if (serial !== null) return { is: 'read', text: serial };
  // What has a year, a month and a day in this order and writes the time as ISO 8601 does is left for others to read.
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:?\d\d/.test(text) && !/[ap]\.?m\.?$/i.test(text))
    return { is: 'read', text };
  const { day = '', hour, minute, second, half, zone } = timeOfDay.exec(text)?.groups ?? {};
  if (hour !== undefined && minute === undefined && half === undefined) return unreadable;
  const time = timeText(hour, minute, second, half);
  if (time === null) return unreadable;
  const days = readDay(day.trim(), order).filter(exists);
  const [first, other] = days.map((each) => `${each}T${time}${zoneText(zone)}`);
  if (first === undefined) return unreadable;
  if (other === undefined || other === first) return { is: 'read', text: first };
  return { is: 'ambiguous', either: [first, other] };
}

function excelDate(text: string): string | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null;
  const days = Number(text.replace(',', '.'));
  if (days < serials.first || days >= serials.last) return null;
  const seconds = Math.round(days * 86_400);
  return new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString().slice(0, 19);
}

/** `2026-12-01`, twice where both orders are possible; none: it is no day. */
function readDay(text: string, order: DateOrder | undefined): string[] {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst) return [isoDay(yearFirst[1], yearFirst[3], yearFirst[4])];
  const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (numbers) {
    const [, one, sign, two, year] = numbers;
    const dayFirst = isoDay(year, two, one);
    const monthFirst = isoDay(year, one, two);
    // Dates with points never have the month in front.
    if (sign === '.' || order === 'dmy') return [dayFirst];
    return order === 'mdy' ? [monthFirst] : [dayFirst, monthFirst];
  }
  const words =
    /^(\d{1,2})(?:st|nd|rd|th)?[-. ]+([a-z]{3,9})[-., ]+(\d{4})$/i.exec(text) ??
    /^(?<month>[a-z]{3,9})\.? (?<date>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i.exec(text);
  if (!words) return [];
  const { month = words[2], date = words[1], year = words[3] } = words.groups ?? {};
  const index = months.indexOf((month ?? '').slice(0, 3).toLowerCase());
  return index < 0 ? [] : [isoDay(year, String(index + 1), date)];
}

const isoDay = (year = '', month = '', day = ''): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function exists(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(ms) && new Date(Math.floor(ms / dayMs) * dayMs).toISOString().startsWith(day)
  );
}

function timeText(
  hour = '0',
  minute = '00',
  second = '00',
  half: string | undefined,
): string | null {
  const given = Number(hour);
  if (half !== undefined && (given < 1 || given > 12)) return null;
  const late = half?.toLowerCase().startsWith('p') === true;
  const hours = half === undefined ? given : (given % 12) + (late ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${String(hours).padStart(2, '0')}:${minute}:${second}`;
}

const zoneText = (zone: string | undefined): string =>
  zone === undefined ? '' : /^[+-]/.test(zone) ? zone : 'Z';
