import { createdDay, kindOf, type PinDimensions } from './dimensions.ts';
import { dayOf } from './days.ts';
import { factsOf, type MediaKind, type PinMetric } from './metrics.ts';

/** Which Pins are meant; what is absent does not matter. */
export interface PinSelection {
  /** Pinterest's ids. */
  ids?: ReadonlySet<string> | undefined;
  board?: string | undefined;
  section?: string | undefined;
  link?: string | undefined;
  domain?: string | undefined;
  kind?: MediaKind | undefined;
}

const named = ['board', 'section', 'link', 'domain', 'kind'] as const;

/** 1 for each ordinal that is meant; null: all are. Ordinals whose row is gone are never meant by name. */
export function selectPins(pins: PinDimensions, selection: PinSelection): Uint8Array | null {
  const wanted = named.flatMap((name) => {
    const value = selection[name];
    if (value === undefined) return [];
    const { names, of } = pins.groups[name];
    return [{ of, place: names.indexOf(value) }];
  });
  const { ids } = selection;
  if (wanted.length === 0 && ids === undefined) return null;
  const filter = new Uint8Array(pins.count);
  for (let ordinal = 0; ordinal < pins.count; ordinal++) {
    const id = pins.ids[ordinal];
    const fits =
      (ids === undefined || (id !== undefined && ids.has(id))) &&
      wanted.every(({ of, place }) => place !== -1 && of[ordinal] === place);
    if (fits) filter[ordinal] = 1;
  }
  return filter;
}

/** Whether Pinterest has this metric for any of the Pins: of what does not exist there is no 0. */
export function isOffered(
  pins: PinDimensions,
  filter: Uint8Array | null,
  metric: PinMetric,
): boolean {
  const { kinds, createdFrom } = factsOf(metric);
  const first = createdFrom === undefined ? -Infinity : dayOf(createdFrom);
  for (let ordinal = 0; ordinal < pins.count; ordinal++) {
    if (filter !== null && filter[ordinal] !== 1) continue;
    const kind = kindOf(pins, ordinal);
    const fits = kind === null || kinds.includes(kind);
    if (fits && !(createdDay(pins, ordinal) < first)) return true;
  }
  return false;
}
