import {
  dailyMost,
  day,
  freeTime,
  type Neighbour,
  type RulesInForce,
  type SpacedPin,
  type SpacingRule,
} from '../domain/spacing.ts';
import type { Db } from './database.ts';
import { lastPinTime, pinsAround, type FoundPin } from './earlier-uses.ts';

/** A Pin that needs a time. */
export interface PinToPlace extends SpacedPin {
  id: string;
  wantedMs: number;
}

export interface Place {
  id: string;
  wantedMs: number;
  /** The earliest time from `wantedMs` on that keeps every rule; `wantedMs` itself when that does. */
  atMs: number;
  /** What moved it, the decisive one first; empty when nothing did. */
  rules: SpacingRule[];
}

/** Planned Pins read at once, and how often, before a Pin goes behind the end of the line instead. */
const page = 500;
const pages = 2;

/**
 * Finds a time for each Pin, one after the other in the order of their wishes, so that they keep the rules towards all
 * of the account's Pins and towards each other. Looks at the nearest 1,500 planned Pins; a line longer than
 * that is not searched for gaps, so that the cost does not grow with it.
 * @param options.exceptIds Pins that do not count, besides those to be placed.
 * @param options.overdue whether overdue Pins count, as going out now (default true).
 */
export async function findPlaces(
  db: Db,
  accountId: string,
  rules: RulesInForce,
  pins: readonly PinToPlace[],
  options: { exceptIds?: readonly string[]; overdue?: boolean } = {},
): Promise<Place[]> {
  const exceptIds = [...(options.exceptIds ?? []), ...pins.map(({ id }) => id)];
  const read = (atMs: number) =>
    readStretch(db, accountId, rules, atMs, pins, { overdue: true, ...options, exceptIds });
  const placed: Neighbour[] = [];
  const places: Place[] = [];
  let known: Stretch | null = null;
  for (const pin of pins.toSorted((a, b) => a.wantedMs - b.wantedMs)) {
    let atMs = pin.wantedMs;
    const moved: SpacingRule[] = [];
    for (let round = 0; ; round++) {
      if (known === null || atMs < known.fromMs || atMs > known.untilMs) known = await read(atMs);
      const found = freeTime(atMs, pin, [...known.neighbours, ...placed], rules);
      moved.unshift(...found.rules);
      // Whatever matters to the very time a stretch was read for is in it.
      const isSure = found.atMs <= known.untilMs || found.atMs === known.fromMs;
      atMs = found.atMs;
      if (isSure) break;
      if (round === pages) {
        const last = await lastPinTime(db, accountId);
        atMs = Math.max(atMs, last?.getTime() ?? 0);
      }
    }
    placed.push({ ...pin, atMs });
    places.push({
      id: pin.id,
      wantedMs: pin.wantedMs,
      atMs,
      rules: [...new Set(moved)],
    });
  }
  return places;
}

/** All that matters to Pins between two times. */
interface Stretch {
  fromMs: number;
  untilMs: number;
  neighbours: FoundPin[];
}

async function readStretch(
  db: Db,
  accountId: string,
  rules: RulesInForce,
  fromMs: number,
  pins: readonly PinToPlace[],
  { exceptIds, overdue }: { exceptIds: readonly string[]; overdue: boolean },
): Promise<Stretch> {
  const at = new Date(fromMs);
  const wishes = new Map(
    pins.map(({ link, fingerprint }) => [
      `${link} ${fingerprint}`,
      { at, link, fingerprint, boardId: null },
    ]),
  );
  const { linkGapHours, imageGapHours } = rules;
  const neighbours = await pinsAround(
    db,
    accountId,
    [...wishes.values()],
    {
      before: dailyMost(rules),
      after: page,
      same: page,
      linkHours: linkGapHours,
      imageHours: imageGapHours,
      overdue,
    },
    exceptIds,
  );
  const hour = 3600_000;
  // Where a list was cut off, what follows its end is unknown.
  const until = (list: readonly FoundPin[], reachMs: number): number =>
    list.length < page ? Infinity : Math.max(...list.map(({ atMs }) => atMs)) - reachMs;
  const lists = (kind: FoundPin['kind'], field: 'link' | 'fingerprint') => {
    const ofKind = neighbours.filter((pin) => pin.kind === kind);
    return [...new Set(ofKind.map((pin) => pin[field]))].map((value) =>
      ofKind.filter((pin) => pin[field] === value),
    );
  };
  return {
    fromMs,
    untilMs: Math.min(
      until(
        neighbours.filter(({ kind }) => kind === 'after'),
        day,
      ),
      ...lists('link', 'link').map((list) => until(list, (linkGapHours ?? 0) * hour)),
      ...lists('image', 'fingerprint').map((list) => until(list, (imageGapHours ?? 0) * hour)),
    ),
    neighbours: uniquePins(neighbours),
  };
}

/** Each Pin that counts as a neighbour, once: it may have been found for several reasons. */
export const uniquePins = (found: readonly FoundPin[]): FoundPin[] => [
  ...new Map(found.flatMap((pin) => (pin.kind === 'blocked' ? [] : [[pin.id, pin]]))).values(),
];
