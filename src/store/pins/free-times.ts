import {
  dailyMost,
  day,
  freeTime,
  type Neighbour,
  type RulesInForce,
  type SpacedPin,
  type SpacingRule,
} from '../../domain/spacing/rules.ts';
import type { Db } from '../database/pool.ts';
import {
  lastPinTime,
  findNeighbours,
  type FoundPin,
  type PlannedPin,
  type NeighbourWindow,
} from './neighbours.ts';

/** A Pin that needs a time. */
export interface PinToTime extends SpacedPin {
  id: string;
  wantedMs: number;
}

export interface FreeTime {
  id: string;
  wantedMs: number;
  /** The earliest time from `wantedMs` on that keeps every rule; `wantedMs` itself when that does. */
  atMs: number;
  /** What moved it, the decisive one first; empty when nothing did. */
  rules: SpacingRule[];
}

/** Pins read at once of each kind. */
const page = 500;
/** Pages read before a Pin goes behind the end of the line instead: 20,000 planned Pins are two years of many. */
const mostPages = 40;
/** Later times are not spaced: they are mistakes, and four-digit years end at 9999. */
const horizonMs = Date.UTC(9000, 0);

export interface PlaceOptions {
  /** Pins that do not count, besides those to be placed. */
  exceptIds?: readonly string[];
  /** Whether Pins that are not out yet count; default true. */
  planned?: boolean;
  /** Pages to read at most. */
  pages?: number;
  /** What was read already. */
  known?: KnownRange;
}

/**
 * Finds a time for each Pin, in order of wanted times, that keeps the rules against all Pins of the account and each
 * other. After `pages` pages without a gap, the time after the last Pin is used, which bounds the cost.
 */
export async function findFreeTimes(
  db: Db,
  identityId: string,
  rules: RulesInForce,
  pins: readonly PinToTime[],
  options: PlaceOptions = {},
): Promise<FreeTime[]> {
  const { planned = true, pages = mostPages } = options;
  const exceptIds = [...(options.exceptIds ?? []), ...pins.map(({ id }) => id)];
  const reach = windowOf(rules, page, planned);
  const read = async (fromMs: number): Promise<KnownRange> => {
    const candidates = candidatesAt(new Date(fromMs), pins);
    return knownRange(
      fromMs,
      await findNeighbours(db, identityId, candidates, reach, exceptIds),
      reach,
    );
  };
  const placed: Neighbour[] = [];
  const places: FreeTime[] = [];
  let known = options.known ?? null;
  for (const pin of pins.toSorted((a, b) => a.wantedMs - b.wantedMs)) {
    let atMs = pin.wantedMs;
    const moved: SpacingRule[] = [];
    for (let round = 1; atMs < horizonMs; round++) {
      if (known === null || atMs < known.fromMs || atMs > known.untilMs) known = await read(atMs);
      const found = freeTime(atMs, pin, [...known.neighbours, ...placed], rules);
      moved.unshift(...found.rules);
      // The time a range was read for is always fully covered by it.
      const isSure = found.atMs <= known.untilMs || found.atMs === known.fromMs;
      atMs = found.atMs;
      if (isSure) break;
      if (round === pages) {
        const last = await lastPinTime(db, identityId);
        atMs = Math.max(atMs, last?.getTime() ?? 0);
      }
    }
    const isFree = atMs < horizonMs;
    const place = isFree ? { atMs, rules: [...new Set(moved)] } : { atMs: pin.wantedMs, rules: [] };
    placed.push({ ...pin, atMs: place.atMs });
    places.push({ id: pin.id, wantedMs: pin.wantedMs, ...place });
  }
  return places;
}

/** How much is read around a time. */
export const windowOf = (
  rules: RulesInForce,
  count: number,
  planned: boolean,
): NeighbourWindow => ({
  before: dailyMost(rules),
  after: Math.max(count, dailyMost(rules) + 1),
  same: count,
  linkHours: rules.linkGapHours,
  imageHours: rules.imageGapHours,
  planned,
});

/** One candidate for each distinct pair of link and image. */
const candidatesAt = (at: Date, pins: readonly SpacedPin[]): PlannedPin[] => [
  ...new Map(
    pins.map(({ link, fingerprint }) => [
      `${link} ${fingerprint}`,
      { at, link, fingerprint, boardId: null },
    ]),
  ).values(),
];

/** All that matters to Pins between two times. */
export interface KnownRange {
  fromMs: number;
  untilMs: number;
  neighbours: readonly Neighbour[];
}

/** What was read for Pins wanted at `fromMs`, and until when it is complete. */
export function knownRange(
  fromMs: number,
  found: readonly FoundPin[],
  reach: NeighbourWindow,
): KnownRange {
  // Where a list was cut off, what follows its end is unknown.
  const until = (list: readonly FoundPin[], limit: number, reachMs: number): number =>
    list.length < limit ? Infinity : Math.max(...list.map(({ atMs }) => atMs)) - reachMs;
  const lists = (kind: FoundPin['kind'], field: 'link' | 'fingerprint') => {
    const ofKind = found.filter((pin) => pin.kind === kind);
    return [...new Set(ofKind.map((pin) => pin[field]))].map((value) =>
      ofKind.filter((pin) => pin[field] === value),
    );
  };
  const after = found.filter(({ kind }) => kind === 'after');
  const hour = 3600_000;
  return {
    fromMs,
    untilMs: Math.min(
      until(after, reach.after, day),
      ...lists('link', 'link').map((list) =>
        until(list, reach.same, (reach.linkHours ?? 0) * hour),
      ),
      ...lists('image', 'fingerprint').map((list) =>
        until(list, reach.same, (reach.imageHours ?? 0) * hour),
      ),
    ),
    neighbours: uniquePins(found),
  };
}

/** Each Pin that counts as a neighbour, once: it may have been found for several reasons. */
export const uniquePins = (found: readonly FoundPin[]): FoundPin[] => [
  ...new Map(found.flatMap((pin) => (pin.kind === 'blocked' ? [] : [[pin.id, pin]]))).values(),
];
