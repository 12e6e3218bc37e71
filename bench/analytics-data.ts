import { dayOf, type Day, type DayRange } from '../src/analytics/index.ts';
import type { PinReading } from '../src/store/index.ts';

/** Final share of a figure that is known one, two, three nights after its day; from the fourth on all of it. */
const knownShare = [0.65, 0.9, 0.98];
const standard = {
  saves: 0.012,
  pinClicks: 0.025,
  outboundClicks: 0.008,
  follows: 0.0004,
  profileVisits: 0.001,
};
const video = {
  videoViews: 0.4,
  video10sViews: 0.06,
  videoStarts: 0.6,
  video95PercentViews: 0.02,
  videoWatchMs: 2_400,
  videoAvgWatchMs: 800,
};

/** A number from 0 to 1 that is always the same for a Pin and a day. */
function chance(pin: number, day: number, salt: number): number {
  let x = Math.imul(pin + 1, 0x9e3779b1) ^ Math.imul(day + salt * 7919, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

/** The year of the numbers. */
export const year: DayRange = { from: dayOf('2025-01-01'), through: dayOf('2025-12-31') };

/** One third of the Pins is made within the year, evenly. */
export const createdDayOf = (pin: number, pinCount: number): Day =>
  year.through - Math.floor((1 - pin / pinCount) * 3 * 365);

/** About 15 % of existing Pins have figures on a day, a few of them on most days. */
const isActive = (pin: number, pinCount: number, day: number): boolean =>
  day >= createdDayOf(pin, pinCount) &&
  chance(pin, day, 1) < Math.min(1, 0.04 / (0.02 + chance(pin, 0, 9)));

/** Every seventh Pin, about 15 %. */
const isVideo = (pin: number): boolean => pin % 7 === 3;

export const pinName = (pin: number): string => `8${String(pin).padStart(17, '0')}`;

/** How many (Pin, day) have figures. */
export function activeOn(pinCount: number, day: number): number {
  let count = 0;
  for (let pin = 0; pin < pinCount; pin++) if (isActive(pin, pinCount, day)) count++;
  return count;
}

/** What Pinterest answers about all Pins on the night after `through`: the last three days are not told in full. */
export function readingsOf(pinCount: number, from: number, through: number): PinReading[] {
  const readings: PinReading[] = [];
  const finalThrough = through - knownShare.length;
  for (let pin = 0; pin < pinCount; pin++) {
    const [days, videoDays] = [
      [] as PinReading['days'][number][],
      [] as PinReading['days'][number][],
    ];
    for (let day = from; day <= through; day++) {
      if (!isActive(pin, pinCount, day)) continue;
      const known = knownShare[through - day] ?? 1;
      const all = 1 + Math.floor(0.5 / (0.004 + chance(pin, day, 2)));
      const part = (share: number, salt: number) =>
        Math.floor(Math.floor(all * share + chance(pin, day, salt)) * known + chance(pin, day, 8));
      const figures = (shares: Readonly<Record<string, number>>) =>
        Object.fromEntries(
          Object.entries(shares).map(([metric, share], index) => [metric, part(share, 10 + index)]),
        );
      days.push({ day, figures: { impressions: part(1, 3), ...figures(standard) } });
      if (isVideo(pin)) videoDays.push({ day, figures: figures(video) });
    }
    const range = { pin: pinName(pin), from, through, finalThrough };
    readings.push({ ...range, set: 'standard', days });
    if (isVideo(pin)) readings.push({ ...range, set: 'video', days: videoDays });
  }
  return readings;
}
