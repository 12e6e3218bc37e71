import type { Dimension, PinDimensions } from './dimensions.ts';
import { createWeekTimes } from './publishing-times.ts';

export type Grouping = Dimension | 'tag' | 'weekday' | 'hour' | 'weekdayHour';

/** Ordinals by group; under null: Pins that have no value for the grouping, or an unknown one. */
export type PinGroups = ReadonlyMap<string | null, readonly number[]>;

/**
 * A Pin with several tags is in several groups. Weekdays (0: Monday) and hours are those of publishing: `3`, `17`, or
 * `3 17` for both.
 * @param zone of weekdays and hours. @param tags by ordinal
 */
export function groupPins(
  pins: PinDimensions,
  filter: Uint8Array | null,
  grouping: Grouping,
  { zone, tags }: { zone: string; tags: ReadonlyMap<number, readonly string[]> },
): PinGroups {
  const groups = new Map<string | null, number[]>();
  const namesOf = createNames(pins, grouping, zone, tags);
  for (let ordinal = 0; ordinal < pins.count; ordinal++) {
    if ((filter !== null && filter[ordinal] !== 1) || pins.ids[ordinal] === undefined) continue;
    for (const name of namesOf(ordinal)) {
      const group = groups.get(name);
      if (group) group.push(ordinal);
      else groups.set(name, [ordinal]);
    }
  }
  return groups;
}

function createNames(
  pins: PinDimensions,
  grouping: Grouping,
  zone: string,
  tags: ReadonlyMap<number, readonly string[]>,
): (ordinal: number) => readonly (string | null)[] {
  if (grouping === 'tag')
    return (ordinal) => {
      const of = [...new Set(tags.get(ordinal))];
      return of.length > 0 ? of : [null];
    };
  if (grouping === 'weekday' || grouping === 'hour' || grouping === 'weekdayHour') {
    const timeOf = createWeekTimes(zone);
    return (ordinal) => {
      const ms = pins.createdMs[ordinal] ?? NaN;
      if (Number.isNaN(ms)) return [null];
      const { weekday, hour } = timeOf(ms);
      return [
        { weekday: `${weekday}`, hour: `${hour}`, weekdayHour: `${weekday} ${hour}` }[grouping],
      ];
    };
  }
  const { names, of } = pins.groups[grouping];
  return (ordinal) => [names[of[ordinal] ?? -1] ?? null];
}
