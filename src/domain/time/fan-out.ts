import { Temporal } from 'temporal-polyfill';

/** How one content is spread over several boards. */
export interface FanOut {
  /** When the first board gets it; milliseconds since the epoch. */
  startMs: number;
  /** IANA zone in which whole days are counted. */
  timezone: string;
  /** 1 to 129600, which is 90 days. */
  intervalMinutes: number;
  /** Minutes by which each but the first may come later, fewer than the interval. */
  jitterMinutes: number;
  /** The same seed gives the same times. */
  seed: string;
}

export const fanOutLimits = { maxIntervalMinutes: 90 * 24 * 60, maxBoards: 100 } as const;

const minutesPerDay = 24 * 60;
const minuteMs = 60_000;

/**
 * When each of `count` boards gets its Pin: the first at the start, each further one an interval later, strictly
 * rising. An interval of whole days keeps the local time of day over clock changes (a skipped time comes the same
 * distance after the gap); any other is counted in real minutes. Jitter only ever delays, never the first.
 */
export function fanOutTimes(plan: FanOut, count: number): Date[] {
  const start = Temporal.Instant.fromEpochMilliseconds(plan.startMs).toZonedDateTimeISO(
    plan.timezone,
  );
  const random = randomFrom(plan.seed);
  const wholeDays = plan.intervalMinutes % minutesPerDay === 0;
  const planned = (index: number): number =>
    (wholeDays
      ? start.add({ days: (plan.intervalMinutes / minutesPerDay) * index })
      : start.add({ minutes: plan.intervalMinutes * index })
    ).epochMilliseconds;
  const times: Date[] = [];
  let earliest = plan.startMs;
  for (let index = 0; index < count; index++) {
    const at = planned(index);
    // One minute is kept before the next Pin. A day may be short, or missing: Samoa had no 2011-12-30.
    const room = Math.max(0, (planned(index + 1) - at) / minuteMs - 1);
    const jitter =
      index === 0 ? 0 : Math.floor(random() * (Math.min(plan.jitterMinutes, room) + 1));
    const time = Math.max(at + jitter * minuteMs, earliest);
    times.push(new Date(time));
    earliest = time + minuteMs;
  }
  return times;
}

/** mulberry32, seeded with FNV-1a over code points: changing it would move times that a plan has shown. */
function randomFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
