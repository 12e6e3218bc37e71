import { expect, test } from 'vitest';
import { bucketStart, dayOf, dayText, previousPeriod, yearBefore } from './days.ts';
import { createDimensions, kindOf } from './dimensions.ts';

test('buckets begin on the first and on Monday; the periods to compare with', () => {
  expect(dayText(bucketStart(dayOf('2026-03-01'), 'week'))).toBe('2026-02-23');
  expect(dayText(bucketStart(dayOf('2026-03-31'), 'month'))).toBe('2026-03-01');
  const range = { from: dayOf('2024-02-29'), through: dayOf('2024-03-01') };
  expect(previousPeriod(range)).toEqual({ from: range.from - 2, through: range.from - 1 });
  expect(dayText(yearBefore(range).from)).toBe('2023-02-28');
  expect(() => dayOf('2026-02-30')).toThrow(RangeError);
});

test('a Pin whose row is gone has no kind', () => {
  const row = { ordinal: 1, id: 'a', board: null, section: null, link: null, domain: null };
  const pins = createDimensions(2, [{ ...row, kind: 'video', createdMs: null, goneMs: null }]);
  expect([kindOf(pins, 0), kindOf(pins, 1)]).toEqual([null, 'video']);
});
