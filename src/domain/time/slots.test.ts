import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { freeSlots, slotsAfter, withOffset, type Slot } from './slots.ts';

const first = (slots: Slot[], zone: string, after: string, count: number) => {
  const found: string[] = [];
  for (const at of slotsAfter(slots, zone, Date.parse(after))) {
    found.push(withOffset(at, zone));
    if (found.length === count) break;
  }
  return found;
};
const everyDay = (...times: string[]): Slot[] =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => times.map((time) => ({ dayOfWeek, time })));

describe('the slots of a queue', () => {
  test('day 0 is Sunday, and a slot that is now has passed', () => {
    const slots = [
      { dayOfWeek: 1, time: '18:00' },
      { dayOfWeek: 0, time: '09:30' },
    ];
    // 2026-12-06 is a Sunday.
    expect(first(slots, 'Europe/Berlin', '2026-12-06T08:30:00Z', 3)).toEqual([
      '2026-12-07T18:00:00+01:00',
      '2026-12-13T09:30:00+01:00',
      '2026-12-14T18:00:00+01:00',
    ]);
  });

  test('a time the clocks skip comes the same distance after the gap, in its order', () => {
    const slots = everyDay('02:30', '03:00', '03:45');
    expect(first(slots, 'Europe/Berlin', '2026-03-29T00:30:00Z', 4)).toEqual([
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:30:00+02:00',
      '2026-03-29T03:45:00+02:00',
      '2026-03-30T02:30:00+02:00',
    ]);
  });

  test('two slots that a gap pushes together are one', () => {
    expect(first(everyDay('02:30', '03:30'), 'Europe/Berlin', '2026-03-29T00:30:00Z', 2)).toEqual([
      '2026-03-29T03:30:00+02:00',
      '2026-03-30T02:30:00+02:00',
    ]);
  });

  test('a time that happens twice is used once, the first time', () => {
    expect(first(everyDay('02:30'), 'Europe/Berlin', '2026-10-24T23:00:00Z', 2)).toEqual([
      '2026-10-25T02:30:00+02:00',
      '2026-10-26T02:30:00+01:00',
    ]);
    // Between the two 02:30s: that of the day has passed.
    expect(first(everyDay('02:30'), 'Europe/Berlin', '2026-10-25T01:00:00Z', 1)).toEqual([
      '2026-10-26T02:30:00+01:00',
    ]);
  });

  test('a gap at midnight and a day that does not exist at all', () => {
    // Beirut sets its clocks forward at 00:00; Samoa left out the whole of 2011-12-30.
    expect(first(everyDay('00:15'), 'Asia/Beirut', '2026-03-28T20:00:00Z', 2)).toEqual([
      '2026-03-29T01:15:00+03:00',
      '2026-03-30T00:15:00+03:00',
    ]);
    expect(first(everyDay('12:00'), 'Pacific/Apia', '2011-12-29T00:00:00Z', 3)).toEqual([
      '2011-12-29T12:00:00-10:00',
      '2011-12-31T12:00:00+14:00',
      '2012-01-01T12:00:00+14:00',
    ]);
  });

  test('the slots of a day left out fall between those of the next', () => {
    // 2011-12-30 was a Friday.
    const slots = [
      { dayOfWeek: 5, time: '10:01' },
      { dayOfWeek: 6, time: '10:00' },
    ];
    expect(first(slots, 'Pacific/Apia', '2011-12-29T20:00:00Z', 3)).toEqual([
      '2011-12-31T10:00:00+14:00',
      '2011-12-31T10:01:00+14:00',
      '2012-01-06T10:01:00+14:00',
    ]);
  });

  test('no slots: none, and no endless search', () => {
    expect(first([], 'UTC', '2026-01-01T00:00:00Z', 1)).toEqual([]);
  });

  test('taken slots are passed over', () => {
    const queue = { slots: everyDay('09:00'), timezone: 'UTC' };
    const after = Date.parse('2026-12-01T00:00:00Z');
    const isTaken = (at: Date) => at.toISOString().startsWith('2026-12-02');
    expect(freeSlots(queue, after, 2, isTaken).map((at) => at.toISOString().slice(0, 10))).toEqual([
      '2026-12-01',
      '2026-12-03',
    ]);
    expect(freeSlots(queue, after, 0, isTaken)).toEqual([]);
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe', // Half an hour of daylight saving.
  'Pacific/Apia',
  'America/St_Johns',
];
const anySlot = fc.record({
  dayOfWeek: fc.integer({ min: 0, max: 6 }),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
});

test('whatever the schedule and zone: after the start, strictly rising, always in the schedule, none left out', () => {
  fc.assert(
    fc.property(
      fc.array(anySlot, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...zones),
      fc.integer({ min: Date.parse('2011-12-25'), max: Date.parse('2031-01-01') }),
      (slots, zone, after) => {
        const found = freeSlots({ slots, timezone: zone }, after, 20, () => false);
        let last = after;
        for (const at of found) {
          expect(at.getTime()).toBeGreaterThan(last);
          last = at.getTime();
        }
        // What a calendar with the same slots says for every day up to the last one found.
        const expected = new Set<number>();
        let day = Temporal.Instant.fromEpochMilliseconds(after)
          .toZonedDateTimeISO(zone)
          .toPlainDate()
          .subtract({ days: 2 });
        const end = Temporal.Instant.fromEpochMilliseconds(last)
          .toZonedDateTimeISO(zone)
          .toPlainDate();
        for (; Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 }))
          for (const { dayOfWeek, time } of slots)
            if (dayOfWeek === day.dayOfWeek % 7) {
              const ms = Temporal.PlainDateTime.from(`${day.toString()}T${time}`).toZonedDateTime(
                zone,
                { disambiguation: 'compatible' },
              ).epochMilliseconds;
              if (ms > after && ms <= last) expected.add(ms);
            }
        expect(new Set(found.map(Number))).toEqual(expected);
      },
    ),
  );
});
