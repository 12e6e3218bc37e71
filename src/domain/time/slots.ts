import { Temporal } from 'temporal-polyfill';
import { isTimezone } from './zone.ts';

/** A time of the week at which a queue publishes. `dayOfWeek` 0 is Sunday; `time` is local, `HH:mm`. */
export interface Slot {
  dayOfWeek: number;
  time: string;
}

/**
 * The slots of a queue after a point in time, earliest first, without end; none for a queue without slots.
 * Clock changes are read as in readSchedule: a skipped time means the same distance after the gap, of a repeated
 * time the first. Two slots that thereby fall together are one.
 * @param timezone IANA name; one that is none, which an early release could store, has no slots.
 * @param afterMs exclusive; milliseconds since the epoch.
 */
export function* slotsAfter(
  slots: readonly Slot[],
  timezone: string,
  afterMs: number,
): Generator<Date, void, undefined> {
  if (slots.length === 0 || !isTimezone(timezone)) return;
  let last = afterMs;
  let day = Temporal.Instant.fromEpochMilliseconds(afterMs)
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  // A gap can push a slot into the day after its own, between that day's: Samoa skipped a whole day.
  let pushed: readonly number[] = instantsOf(slots, timezone, day.subtract({ days: 1 }));
  for (;;) {
    const own = instantsOf(slots, timezone, day);
    const next = day.add({ days: 1 });
    const end = next.toZonedDateTime(timezone).epochMilliseconds;
    for (const ms of [...pushed, ...own].sort((a, b) => a - b)) {
      if (ms <= last || ms >= end) continue;
      last = ms;
      yield new Date(ms);
    }
    pushed = own;
    day = next;
  }
}

/** The first `count` slots for which `isTaken` does not hold. */
export function freeSlots(
  queue: { slots: readonly Slot[]; timezone: string },
  afterMs: number,
  count: number,
  isTaken: (at: Date) => boolean,
): Date[] {
  const free: Date[] = [];
  if (count <= 0) return free;
  for (const at of slotsAfter(queue.slots, queue.timezone, afterMs)) {
    if (!isTaken(at)) free.push(at);
    if (free.length === count) break;
  }
  return free;
}

/** A point in time with the offset of a zone, as clients of Zernio's API read slots. */
export const withOffset = (at: Date, timezone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timezone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

function instantsOf(
  slots: readonly Slot[],
  timezone: string,
  day: Temporal.PlainDate,
): readonly number[] {
  const weekday = day.dayOfWeek % 7;
  return slots
    .filter((slot) => slot.dayOfWeek === weekday)
    .map(
      (slot) =>
        day.toPlainDateTime(Temporal.PlainTime.from(slot.time)).toZonedDateTime(timezone)
          .epochMilliseconds,
    );
}
