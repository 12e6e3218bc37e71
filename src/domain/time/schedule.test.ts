import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readRangeEnd, readSchedule, zoneNamedIn } from './schedule.ts';

const iso = (text: string, zone?: string) => {
  const result = readSchedule(text, zone, 'scheduledFor');
  return 'at' in result ? result.at.toISOString() : result.problem.code;
};

describe('scheduledFor', () => {
  test.each([
    ['2026-12-01T09:00:00Z', undefined, '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00+01:00', 'America/New_York', '2026-12-01T08:00:00.000Z'],
    ['2026-12-01T09:00', undefined, '2026-12-01T09:00:00.000Z'],
    ['2026-12-01 09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    ['2026-12-01t09:00:00z', undefined, '2026-12-01T09:00:00.000Z'],
    ['20261201T090000Z', undefined, '2026-12-01T09:00:00.000Z'],
    ['2026-07-01T09:00:00.250', 'Europe/Berlin', '2026-07-01T07:00:00.250Z'],
    // 02:30 does not exist on this day: half an hour into the gap is half an hour after it.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // 02:30 happens twice: the first, unless the offset says which.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T02:30+01:00[Europe/Berlin]', undefined, '2026-10-25T01:30:00.000Z'],
    // As Java and Temporal print it.
    ['2027-06-01T09:00:00+02:00[Europe/Berlin]', undefined, '2027-06-01T07:00:00.000Z'],
    ['2027-06-01T09:00[Europe/Berlin]', undefined, '2027-06-01T07:00:00.000Z'],
    ['2027-06-01T09:00[!Europe/Berlin][u-ca=iso8601]', undefined, '2027-06-01T07:00:00.000Z'],
    ['2027-06-01T09:00[Asia/Calcutta]', 'Asia/Kolkata', '2027-06-01T03:30:00.000Z'],
    ['2027-06-01T09:00:00Z[UTC]', undefined, '2027-06-01T09:00:00.000Z'],
    ['2027-06-01T07:00:00Z[Europe/Berlin]', undefined, '2027-06-01T07:00:00.000Z'],
    ['2027-06-01T09:00+02:00[+02:00]', 'Europe/Berlin', '2027-06-01T07:00:00.000Z'],
    // As Python's zoneinfo prints offsets of old times.
    ['2027-06-01T09:00:00+00:53:28', undefined, '2027-06-01T08:06:32.000Z'],
    ['2027-06-01T09:00:00+02:00:00', undefined, '2027-06-01T07:00:00.000Z'],
    // As Ruby prints times.
    ['2027-06-01 09:00:00 +0200', undefined, '2027-06-01T07:00:00.000Z'],
    ['2027-06-01 09:00:00 UTC', 'Europe/Berlin', '2027-06-01T09:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  test.each([
    ['tomorrow', undefined],
    ['', undefined],
    ['2026-13-01T00:00Z', undefined],
    ['2026-02-30T09:00', undefined],
    ['2026-12-01T09:00', 'Mars/Olympus'],
    ['01/12/2026 09:00', 'Europe/Berlin'],
    ['2026-12-01', undefined],
    ['20261201', undefined],
    ['2026-12-01T09:00 tomorrow', undefined],
    ['2026-12-01T09:00+2', undefined],
    ['2026-12-01T09:00 PST', undefined],
    ['2026-12-01T09:00:00Z09:00', undefined],
    ['2026-12-01T09:00[Mars/Olympus]', undefined],
    ['2026-12-01T09:00[PST]', undefined],
    ['2026-12-01T09:00[u-ca=', undefined],
    ['2026-12-01T09:00:00+05:00[Europe/Berlin]', undefined],
    ['2026-12-01T09:00[Europe/Berlin]', 'America/New_York'],
    ['2026-12-01T09:00:00+01:00[Europe/Berlin]', 'America/New_York'],
    ['Tue, 01 Dec 2026 09:00:00 GMT', undefined],
    ['1796115600', undefined],
  ])('%s in %s is refused', (text, zone) => {
    expect(iso(text, zone)).toBe('PIN_SCHEDULE_INVALID');
  });

  test.each([
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '1970-01-01T00:00:00.000Z',
    '1899-12-30T00:00:00',
    '2001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '-271821-04-20T00:00:00Z',
    '+275760-09-13T00:00:00Z',
  ])('%s means no date, and is refused', (text) => {
    expect(iso(text)).toBe('PIN_SCHEDULE_INVALID');
  });

  test('what a program prints of a moment is read as that moment', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2021, 0), max: Date.UTC(2098, 0) }),
        fc.constantFrom(...zones),
        fc.constantFrom('auto', 'never', 'critical'),
        (ms, zone, timeZoneName) => {
          const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
          expect(iso(zoned.toString({ timeZoneName }))).toBe(new Date(ms).toISOString());
        },
      ),
    );
  });

  test('nothing is read of which a part was left out', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), (rest) => {
        fc.pre(!/^[\s\d:.,zZ+[\]-]*$|UTC|GMT/.test(rest));
        expect(iso(`2027-06-01T09:00${rest}`)).toBe('PIN_SCHEDULE_INVALID');
      }),
    );
  });
});

test('the zone a time names', () => {
  expect(zoneNamedIn('2027-06-01T09:00[!Europe/Berlin]')).toBe('Europe/Berlin');
  expect(zoneNamedIn('2027-06-01T09:00[u-ca=iso8601]')).toBeUndefined();
  expect(zoneNamedIn('2027-06-01T09:00[+02:00]')).toBeUndefined();
  expect(zoneNamedIn(undefined)).toBeUndefined();
});

describe('ends of a range', () => {
  const read = (text: string, end: 'from' | 'to') => {
    const result = readRangeEnd(text, end, 'toDate');
    return 'at' in result ? result.at.toISOString() : result.problem.code;
  };
  test.each([
    ['2027-06-01', 'from', '2027-06-01T00:00:00.000Z'],
    ['2027-06-01', 'to', '2027-06-02T00:00:00.000Z'],
    ['2027-06-01T09:00:00+02:00', 'from', '2027-06-01T07:00:00.000Z'],
    ['2027-06-01T09:00:00Z', 'to', '2027-06-01T09:00:00.001Z'],
    ['0001-01-01', 'from', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31', 'to', '+010000-01-01T00:00:00.000Z'],
  ] as const)('%s as %s is %s', (text, end, expected) => {
    expect(read(text, end)).toBe(expected);
  });

  test.each([
    '01.06.2027',
    '1 June 2027',
    '2027',
    '2027-06',
    '2027-6-1',
    '2027-02-30',
    '0000-01-01',
    'x',
  ])('%s is refused', (text) => {
    expect(read(text, 'from')).toBe('INVALID_FIELD_VALUE');
  });
});
