import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';
import { editDistance } from '../text/edit-distance.ts';

const zones: readonly string[] = Intl.supportedValuesOf('timeZone');
const known = new Set(['UTC', ...zones]);

/**
 * Whether `zone` is an IANA time zone. Temporal decides, since Intl also accepts abbreviations such as the ambiguous
 * "CST". Offsets are refused: they have no clock changes.
 */
export function isTimezone(zone: string): boolean {
  if (known.has(zone)) return true; // Asking takes a third of a millisecond.
  if (/^[+-]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a text that is no time zone, and which one may be meant. */
export function unknownTimezoneText(text: string): string {
  const meant = similarTimezone(text);
  return `"${text}" is not a time zone such as ${meant ?? 'Europe/Berlin'}`;
}

/**
 * The IANA zone that is probably meant: by an abbreviation, a name of Windows or of Ruby on Rails, a city, or one that
 * is misspelt. null: no idea.
 */
export function similarTimezone(text: string): string | null {
  const name = text.trim();
  const abbreviated = abbreviations[name.toUpperCase()];
  if (abbreviated !== undefined) return abbreviated;
  const [ofWindows] = findIana(name);
  if (ofWindows !== undefined) return ofWindows;
  const american = /^(\w+) time \(us & canada\)$/i.exec(name)?.[1]?.toLowerCase();
  if (american !== undefined && americanZones[american]) return americanZones[american];
  const plain = name.toLowerCase().replace(/\s+/g, '_');
  const ofCity = zones.find((zone) => zone.toLowerCase().endsWith(`/${plain}`));
  if (ofCity !== undefined) return ofCity;
  const [closest] = zones
    .map((zone) => ({ zone, edits: editDistance(zone.toLowerCase(), plain) }))
    .filter(({ edits }) => edits <= 2)
    .sort((a, b) => a.edits - b.edits);
  return closest?.zone ?? null;
}

/** Where an abbreviation is used by several zones, the one with the most people who write English. */
const abbreviations: Readonly<Record<string, string>> = {
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PT: 'America/Los_Angeles',
  MDT: 'America/Denver',
  MT: 'America/Denver',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  CT: 'America/Chicago',
  EDT: 'America/New_York',
  ET: 'America/New_York',
  AKST: 'America/Anchorage',
  AKDT: 'America/Anchorage',
  BST: 'Europe/London',
  CEST: 'Europe/Berlin',
  EEST: 'Europe/Athens',
  MSK: 'Europe/Moscow',
  IST: 'Asia/Kolkata',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  AET: 'Australia/Sydney',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  ACT: 'Australia/Darwin',
  ACST: 'Australia/Darwin',
  AWST: 'Australia/Perth',
  CTT: 'Asia/Shanghai',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
  Z: 'UTC',
};

const americanZones: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
};
