import { InvalidArgumentError } from 'commander';

/** A publishing time of every week; 0 is Sunday. */
export interface Slot {
  dayOfWeek: number;
  time: string;
}

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const groups: Record<string, readonly number[]> = {
  daily: [1, 2, 3, 4, 5, 6, 0],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 0],
};

/** Reads `mon,wed 09:30`, or `daily`, `weekdays`, `weekends`; for an option that may be repeated. */
export function collectSlots(text: string, before: readonly Slot[] = []): Slot[] {
  const [, names = '', time] = /^([a-z,]+) (([01]\d|2[0-3]):[0-5]\d)$/i.exec(text.trim()) ?? [];
  const found = names
    .toLowerCase()
    .split(',')
    .flatMap((name) => groups[name] ?? days.findIndex((day) => day === name.slice(0, 3)));
  if (time === undefined || found.includes(-1))
    throw new InvalidArgumentError(
      'Write it as "mon,wed 09:30", "weekdays 18:00" or "daily 12:00".',
    );
  return [...before, ...found.map((dayOfWeek) => ({ dayOfWeek, time }))];
}

/** `mon 09:30, 18:00 · wed 09:30`, Monday first. */
export const slotsText = (slots: readonly Slot[]): string =>
  (groups['daily'] ?? [])
    .flatMap((day) => {
      const times = slots.filter(({ dayOfWeek }) => dayOfWeek === day).map(({ time }) => time);
      return times.length > 0 ? [`${days[day]} ${times.toSorted().join(', ')}`] : [];
    })
    .join(' · ');
