import type { BoardNames } from '../../store/index.ts';

const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** Of Pins that have no value for a grouping. */
const without: Readonly<Record<string, string>> = {
  board: 'No board',
  section: 'No section',
  link: 'No link',
  domain: 'No link',
  kind: 'Kind not known',
  tag: 'No tag',
  weekday: 'Time of publishing not known',
  hour: 'Time of publishing not known',
  weekdayHour: 'Time of publishing not known',
};

const hourOf = (hour: string | undefined): string => `${(hour ?? '').padStart(2, '0')}:00`;

/**
 * What a group is called, and its name where it is one of Pinterest's.
 * @param by the grouping. @param key the group; null: Pins without a value for it
 */
export function labelOf(
  by: string,
  key: string | null,
  { boards, sections }: BoardNames,
): { name: string | null; label: string } {
  if (key === null) return { name: null, label: without[by] ?? 'Not known' };
  switch (by) {
    case 'board': {
      const board = boards.get(key);
      if (!board) return { name: null, label: `A board whose name is not known (${key})` };
      const { name, isListed } = board;
      return { name, label: isListed ? name : `${name} (not listed any more)` };
    }
    case 'section': {
      const name = sections.get(key);
      return name === undefined
        ? { name: null, label: `A section whose name is not known (${key})` }
        : { name, label: name };
    }
    case 'weekday':
      return { name: null, label: weekdays[Number(key)] ?? key };
    case 'hour':
      return { name: null, label: hourOf(key) };
    case 'weekdayHour': {
      const [day, hour] = key.split(' ');
      return { name: null, label: `${weekdays[Number(day)] ?? ''} ${hourOf(hour)}` };
    }
    default:
      return { name: null, label: key };
  }
}
