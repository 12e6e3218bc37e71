/** Local weekday and hour of publishing. */
export interface WeekTime {
  /** 0: Monday. */
  weekday: number;
  hour: number;
}

/** Milliseconds within which the offset of a zone is assumed to change once at most. */
const blockMs = 10 * 24 * 3600_000;

/**
 * Weekday and hour in a zone. A call of Intl takes microseconds, so an offset that holds at both ends of ten days is
 * used for all of them.
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
    const [month = 1, day = 1, year = 0, hour = 0, minute = 0] = format
      .format(ms)
      .split(/\D+/)
      .map(Number);
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000;
  };
  const edges = new Map<number, number>();
  const offsetAtEdge = (block: number): number => {
    let offset = edges.get(block);
    if (offset === undefined) edges.set(block, (offset = offsetAt(block * blockMs)));
    return offset;
  };
  return (ms) => {
    const block = Math.floor(ms / blockMs);
    const first = offsetAtEdge(block);
    const local = new Date(ms + (first === offsetAtEdge(block + 1) ? first : offsetAt(ms)));
    return { weekday: (local.getUTCDay() + 6) % 7, hour: local.getUTCHours() };
  };
}
