import { expect, test } from 'vitest';
import { collectSlots, slotsText } from './weekly-slots.ts';

test('days and times are read, several together', () => {
  const first = collectSlots('mon,Wednesday 09:30');
  expect(first).toEqual([
    { dayOfWeek: 1, time: '09:30' },
    { dayOfWeek: 3, time: '09:30' },
  ]);
  const both = collectSlots('weekends 18:00', first);
  expect(slotsText(both)).toBe('mon 09:30 · wed 09:30 · sat 18:00 · sun 18:00');
  expect(slotsText(collectSlots('sun 07:00', collectSlots('sun 21:00')))).toBe('sun 07:00, 21:00');
  expect(collectSlots('daily 12:00').length).toBe(7);
});

test.each(['mon', 'mon 9:30', 'mon 24:00', 'someday 09:30', 'mon, 09:30', ''])(
  '%j is refused',
  (text) => {
    expect(() => collectSlots(text)).toThrow('Write it as');
  },
);
