import { dayAt, type Day } from './days.ts';
import type { MediaKind } from './metrics.ts';

/** Properties by which Pins can be grouped and filtered. */
export type Dimension = 'board' | 'section' | 'link' | 'domain' | 'kind';

/** Values of a dimension: `of` gives for each ordinal which of `names`; -1: it has none, or it is not known. */
export interface Groups {
  names: readonly string[];
  of: Int32Array;
}

/** The numbered Pins of a Pinterest user, by ordinal. */
export interface PinDimensions {
  /** How many ordinals there are. Some may be of Pins whose row is gone. */
  count: number;
  /** Pinterest's ids; undefined: its row is gone. */
  ids: readonly (string | undefined)[];
  groups: Readonly<Record<Dimension, Groups>>;
  /** Milliseconds since the epoch, UTC; NaN: not known. */
  createdMs: Float64Array;
  /** The day each was made; NaN: not known. */
  createdOn: Float64Array;
  /** The day on which it was found to be gone from Pinterest; NaN: it is there. */
  goneDay: Float64Array;
}

/** What the database has of one numbered Pin. */
export interface PinRow {
  ordinal: number;
  id: string;
  board: string | null;
  section: string | null;
  link: string | null;
  domain: string | null;
  kind: MediaKind | null;
  createdMs: number | null;
  goneMs: number | null;
}

/** @param count ordinals given so far; rows beyond it are left out */
export function createDimensions(count: number, rows: readonly PinRow[]): PinDimensions {
  const gathering = gatherDimensions(count);
  gathering.add(rows);
  return gathering.pins;
}

/** The same for rows that come in batches, which need not be kept. */
export function gatherDimensions(count: number): {
  add(rows: readonly PinRow[]): void;
  pins: PinDimensions;
} {
  const ids = Array.from<string | undefined>({ length: count });
  const links = Array.from<string | null>({ length: count }).fill(null);
  const createdMs = new Float64Array(count).fill(NaN);
  const createdOn = new Float64Array(count).fill(NaN);
  const goneDay = new Float64Array(count).fill(NaN);
  const grouped = {
    board: createGrouping(count),
    section: createGrouping(count),
    domain: createGrouping(count),
    kind: createGrouping(count),
  };
  let byLink: Groups | undefined;
  const groups = {
    board: grouped.board.groups,
    section: grouped.section.groups,
    domain: grouped.domain.groups,
    kind: grouped.kind.groups,
    // Nearly every Pin has a link of its own, and few questions are about links.
    get link(): Groups {
      if (byLink) return byLink;
      const { put, groups: found } = createGrouping(count);
      for (const [ordinal, link] of links.entries()) put(ordinal, link);
      return (byLink = found);
    },
  };
  return {
    add: (rows) => {
      byLink = undefined;
      for (const row of rows) {
        const { ordinal } = row;
        if (ordinal >= count) continue;
        ids[ordinal] = row.id;
        links[ordinal] = row.link;
        createdMs[ordinal] = row.createdMs ?? NaN;
        createdOn[ordinal] = row.createdMs === null ? NaN : dayAt(row.createdMs);
        goneDay[ordinal] = row.goneMs === null ? NaN : dayAt(row.goneMs);
        grouped.board.put(ordinal, row.board);
        grouped.section.put(ordinal, row.section);
        grouped.domain.put(ordinal, row.domain);
        grouped.kind.put(ordinal, row.kind);
      }
    },
    pins: { count, ids, groups, createdMs, createdOn, goneDay },
  };
}

function createGrouping(count: number) {
  const places = new Map<string, number>();
  const names: string[] = [];
  const of = new Int32Array(count).fill(-1);
  return {
    groups: { names, of } satisfies Groups,
    put: (ordinal: number, name: string | null): void => {
      if (name === null) return;
      let place = places.get(name);
      if (place === undefined) {
        place = names.push(name) - 1;
        places.set(name, place);
      }
      of[ordinal] = place;
    },
  };
}

export const kindOf = (pins: PinDimensions, ordinal: number): MediaKind | null => {
  const name = pins.groups.kind.names[pins.groups.kind.of[ordinal] ?? -1];
  return name === 'image' || name === 'video' ? name : null;
};

/** The day a Pin was made; NaN: not known. */
export const createdDay = (pins: PinDimensions, ordinal: number): Day =>
  pins.createdOn[ordinal] ?? NaN;
