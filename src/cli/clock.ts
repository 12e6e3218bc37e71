/** The one clock of everything a command prints for people. */
export interface Clock {
  /** IANA name, to be said once in a heading. */
  zone: string;
  /** `2026-12-01 09:00` of an ISO time. */
  minute(iso: string): string;
  /** The day and the time to the millisecond. */
  exact(iso: string): { day: string; time: string };
  /**
   * A text of the server, which names times in UTC, by this clock.
   * @param at when it was said, for times without a day; a heading names the zone then, and the text does not.
   */
  words(text: string, at?: string): string;
}

export interface ClockOptions {
  utc?: boolean;
  timezone?: string;
}

/** Whether the formatter below knows the zone. Temporal, which times are computed with, takes long to load. */
function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The time zone of this machine. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time that a person wrote, for the API: in the zone that is named, else in that of this machine. */
export function localTime(
  at: string,
  timezone?: string,
): { scheduledFor: string; timezone?: string } {
  // A time that names its own zone needs no other.
  if (timezone === undefined && at.includes('[')) return { scheduledFor: at };
  return { scheduledFor: at, timezone: timezone ?? zoneHere() };
}

/** UTC where that is asked for; else the zone that the command names, else that of this machine. */
export function clockOf({ utc, timezone }: ClockOptions): Clock {
  const given = timezone !== undefined && isZone(timezone) ? timezone : undefined;
  const zone = utc ? 'UTC' : (given ?? zoneHere());
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  const exact = (iso: string) => {
    const parts = Object.fromEntries(
      format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
    );
    const { year, month, day, hour, minute, second, fractionalSecond } = parts;
    return {
      day: `${year}-${month}-${day}`,
      time: `${hour}:${minute}:${second}.${fractionalSecond}`,
    };
  };
  const minute = (iso: string) => {
    const { day, time } = exact(iso);
    return `${day} ${time.slice(0, 5)}`;
  };
  return {
    zone,
    exact,
    minute,
    words: (text, at) => {
      const named = at === undefined ? ` (${zone})` : '';
      const dated = text.replace(
        serverTimes,
        (_, day: string, short?: string, long?: string) =>
          minute(`${day}T${short ?? long}Z`) + named,
      );
      if (at === undefined) return dated;
      return dated.replace(serverHours, (_, time: string) => {
        const moment = `${new Date(at).toISOString().slice(0, 10)}T${time}Z`;
        const sameDay = exact(moment).day === exact(at).day;
        return sameDay ? exact(moment).time.slice(0, 5) : minute(moment);
      });
    },
  };
}

/** `2026-12-01 08:00 (UTC)`, and ISO times to the millisecond. What a person writes, and an example, has none. */
const serverTimes =
  /(?<!["\w-])(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d)(?: \(UTC\)| UTC)|T(\d\d:\d\d:\d\d\.\d{3})Z)(?!["\w])/g;
const serverHours = /(?<!["\d-] ?)\b(\d\d:\d\d) UTC\b/g;
