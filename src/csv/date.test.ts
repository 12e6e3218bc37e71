import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDate } from './date.ts';

const read = (cell: string, order?: 'dmy' | 'mdy') => {
  const date = readDate(cell, order);
  return date.is === 'read' ? date.text : date.is === 'ambiguous' ? date.either : null;
};

test.each([
  ['2026-12-01', '2026-12-01T00:00:00'],
  ['2026-12-01T09:30:00', '2026-12-01T09:30:00'],
  ['2026-12-01 09:30', '2026-12-01 09:30'],
  ['2026-12-01T09:30:00+01:00', '2026-12-01T09:30:00+01:00'],
  ['2026-12-01 9:30', '2026-12-01T09:30:00'],
  ['2026/12/1 9:30', '2026-12-01T09:30:00'],
  ['1.12.2026', '2026-12-01T00:00:00'],
  ['01.12.2026 09:30:15', '2026-12-01T09:30:15'],
  ['12/25/2026 9:30 PM', '2026-12-25T21:30:00'],
  ['25/12/2026, 12:05 a.m.', '2026-12-25T00:05:00'],
  ['05/05/2026', '2026-05-05T00:00:00'],
  ['1 Dec 2026 9:30', '2026-12-01T09:30:00'],
  ['1-Dec-2026', '2026-12-01T00:00:00'],
  ['December 1st, 2026 09:30 UTC', '2026-12-01T09:30:00Z'],
  ['46357', '2026-12-01T00:00:00'],
  ['46357.3958333333', '2026-12-01T09:30:00'],
  ['46357,5', '2026-12-01T12:00:00'],
])('%s is %s', (cell, wanted) => {
  expect(read(cell)).toBe(wanted);
});

test.each([
  'tomorrow',
  '01.12.26',
  '31.02.2026',
  '13/13/2026',
  '1.12.2026 25:00',
  '1.12.2026 13:00 PM',
  '1.12.2026 9',
  '12345',
  '1/12',
  '',
])('"%s" is no date', (cell) => {
  expect(readDate(cell)).toEqual({ is: 'unreadable' });
});

test('a date of two readings is read in the order that is said, and else not at all', () => {
  expect(read('03/04/2026 08:00')).toEqual(['2026-04-03T08:00:00', '2026-03-04T08:00:00']);
  expect(read('03/04/2026', 'dmy')).toBe('2026-04-03T00:00:00');
  expect(read('03-04-2026', 'mdy')).toBe('2026-03-04T00:00:00');
  expect(read('3.4.2026', 'mdy')).toBe('2026-04-03T00:00:00');
  // The order that was said does not fit.
  expect(read('12/25/2026', 'dmy')).toBeNull();
});

test('the number that Excel keeps is the moment it shows', () => {
  const seconds = fc.integer({ min: 0, max: 75 * 365 * 86_400 });
  fc.assert(
    fc.property(seconds, (since2000) => {
      const moment = new Date(Date.UTC(2000, 0, 1) + since2000 * 1000);
      const serial = 36_526 + since2000 / 86_400;
      expect(read(serial.toFixed(10))).toBe(moment.toISOString().slice(0, 19));
    }),
  );
});

test('whatever is in a cell, a date that is read exists', () => {
  const number = fc.integer({ min: 0, max: 40 });
  const sign = fc.constantFrom('.', '/', '-');
  fc.assert(
    fc.property(number, sign, number, fc.integer({ min: 1990, max: 2100 }), (a, by, b, year) => {
      const date = readDate(`${a}${by}${b}${by}${year}`);
      const texts = date.is === 'read' ? [date.text] : date.is === 'ambiguous' ? date.either : [];
      for (const text of texts) expect(new Date(`${text}Z`).toISOString()).toBe(`${text}.000Z`);
    }),
  );
});
