/** When something was published, as people there would say. */
export interface WeekTime {
  /** 0: Monday. */
  weekday: number;
  hour: number;
}

/** Days within which the clocks of a zone are taken not to be set forward and back again. */
const blockMs = 10 * 24 * 3600_000;

/**
 * Tells weekday and hour in a zone. Asking Intl takes microseconds each time, so an offset that holds at both ends of ten
 * days is used for all of them.
 * @param zone an IANA name
 */
export function createWeekTimes(zone: string): (ms: number) => WeekTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const offsetAt = (ms: number): number => {
    const parts = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000;
  };
  const blocks = new Map<number, number | null>();
  const offsetOf = (ms: number): number => {
    const block = Math.floor(ms / blockMs);
    let offset = blocks.get(block);
    if (offset === undefined) {
      const [first, last] = [offsetAt(block * blockMs), offsetAt((block + 1) * blockMs - 1)];
      offset = first === last ? first : null;
      blocks.set(block, offset);
    }
    return offset ?? offsetAt(ms);
  };
  return (ms) => {
    const local = new Date(ms + offsetOf(ms));
    return { weekday: (local.getUTCDay() + 6) % 7, hour: local.getUTCHours() };
  };
}
