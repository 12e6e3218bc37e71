import {
  planRules,
  type Day,
  type DayRange,
  type MetricSet,
  type PinMetric,
} from '../analytics/index.ts';
import type { AccountDay, PinReading } from '../store/index.ts';
import type { ToldDay, ToldPin } from '../pinterest-access/index.ts';

/** What days are judged by: Pinterest's present day, and the last one that it has numbers of. */
export interface Calendar {
  today: Day;
  availableThrough: Day;
}

/** The last day whose numbers do not change any more. */
const settledThrough = ({ today, availableThrough }: Calendar): Day =>
  Math.min(today - planRules.settleDays, availableThrough);

interface PlacedDay {
  day: Day;
  isFinal: boolean;
  figures: ToldDay<PinMetric>['figures'];
  leftOut: readonly PinMetric[];
}

/**
 * What Pinterest told of one Pin and set, as it is stored: a reading for each stretch of days that were told one after
 * the other. Days after the last one that Pinterest has, and those it is not done with, are left out, whatever they show.
 */
export function readingsOf(
  pin: string,
  set: MetricSet,
  told: readonly ToldDay<PinMetric>[],
  calendar: Calendar,
): PinReading[] {
  const settled = settledThrough(calendar);
  const days = told
    .filter(({ day, status }) => day <= calendar.availableThrough && status !== 'processing')
    .map(({ day, status, figures, leftOut }): PlacedDay => ({
      day,
      isFinal: day <= settled && status !== 'estimate',
      ...(status === 'told' || status === 'estimate'
        ? { figures, leftOut }
        : { figures: null, leftOut: [] }),
    }))
    .toSorted((a, b) => a.day - b.day);
  const stretches: PlacedDay[][] = [];
  for (const day of days) {
    const last = stretches.at(-1)?.at(-1);
    const goesOn = last && last.day + 1 === day.day && (last.isFinal || !day.isFinal);
    if (goesOn) stretches.at(-1)?.push(day);
    else if (last?.day !== day.day) stretches.push([day]);
  }
  return stretches.map((stretch) => {
    const [from = 0, through = 0] = [stretch[0]?.day, stretch.at(-1)?.day];
    return {
      pin,
      set,
      from,
      through,
      finalThrough: stretch.findLast(({ isFinal }) => isFinal)?.day ?? null,
      days: stretch.flatMap(({ day, figures }) =>
        figures && Object.values(figures).some((figure) => figure > 0) ? [{ day, figures }] : [],
      ),
      withheld: stretch.flatMap(({ day, figures }) => (figures ? [] : [day])),
      leftOut: stretch.flatMap(({ day, leftOut }) =>
        leftOut.length > 0 ? [{ day, metrics: leftOut }] : [],
      ),
    };
  });
}

/** A Pin's answer as it is stored. */
export const pinReadings = (pin: string, told: ToldPin, calendar: Calendar): PinReading[] => [
  ...readingsOf(pin, 'standard', told.standard, calendar),
  ...(told.video ? readingsOf(pin, 'video', told.video, calendar) : []),
];

/** A Pin of which Pinterest has not one figure in a range, or that is silent by its lists: all days are 0. */
export function zeroReadings(
  pin: string,
  sets: readonly MetricSet[],
  { from, through }: DayRange,
  calendar: Calendar,
): PinReading[] {
  const end = Math.min(through, calendar.availableThrough);
  if (end < from) return [];
  const settled = settledThrough(calendar);
  return sets.map((set) => ({
    pin,
    set,
    from,
    through: end,
    finalThrough: settled < from ? null : Math.min(settled, end),
    days: [],
  }));
}

/** Days of the account as they are stored; those that are not told yet are left out. */
export const accountDays = (
  told: readonly ToldDay<keyof AccountDay['figures']>[],
  calendar: Calendar,
): AccountDay[] =>
  told.flatMap(({ day, status, figures }): AccountDay[] => {
    if (day > calendar.availableThrough || status === 'processing') return [];
    if (status === 'withheld' || status === 'absent')
      return [{ day, status: 'absent', figures: notTold }];
    if (figures === null) return [];
    const isFinal = status === 'told' && day <= settledThrough(calendar);
    return [
      { day, status: isFinal ? 'final' : 'provisional', figures: { ...notTold, ...figures } },
    ];
  });

const notTold: AccountDay['figures'] = {
  impressions: null,
  saves: null,
  pinClicks: null,
  outboundClicks: null,
  engagements: null,
};
