import { dayAt, type Day } from './days.ts';
import type { MediaKind } from './metrics.ts';

/** Properties by which Pins can be grouped and filtered. */
export type Dimension = 'board' | 'section' | 'link' | 'domain' | 'kind';
export const dimensions = [
  'board',
  'section',
  'link',
  'domain',
  'kind',
] as const satisfies readonly Dimension[];

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
  const ids = Array.from<string | undefined>({ length: count });
  const [createdMs, goneDay] = [
    new Float64Array(count).fill(NaN),
    new Float64Array(count).fill(NaN),
  ];
  for (const { ordinal, id, createdMs: created, goneMs } of rows) {
    if (ordinal >= count) continue;
    ids[ordinal] = id;
    createdMs[ordinal] = created ?? NaN;
    goneDay[ordinal] = goneMs === null ? NaN : dayAt(goneMs);
  }
  const groupsOf = (dimension: Dimension): Groups => {
    const places = new Map<string, number>();
    const of = new Int32Array(count).fill(-1);
    for (const row of rows) {
      const name = row[dimension];
      if (name === null || row.ordinal >= count) continue;
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      of[row.ordinal] = place;
    }
    return { names: [...places.keys()], of };
  };
  // Cast: fromEntries forgets the names.
  const groups = Object.fromEntries(dimensions.map((name) => [name, groupsOf(name)])) as Record<
    Dimension,
    Groups
  >;
  return { count, ids, groups, createdMs, createdOn: createdMs.map(dayAt), goneDay };
}

export const kindOf = (pins: PinDimensions, ordinal: number): MediaKind | null => {
  const name = pins.groups.kind.names[pins.groups.kind.of[ordinal] ?? -1];
  return name === 'image' || name === 'video' ? name : null;
};

/** The day a Pin was made; NaN: not known. */
export const createdDay = (pins: PinDimensions, ordinal: number): Day =>
  pins.createdOn[ordinal] ?? NaN;
