import type { SandboxContext } from '../state/context.ts';
import { finalOn, finalThrough, forFinalDays, withFigures } from './final.ts';
import { DAY_MS, dayOf } from './days.ts';
import { addTo, noCounts } from '../curves/metrics.ts';
import type { Counts } from '../curves/metrics.ts';
import type { Subject } from '../curves/drawn.ts';

/** Days, today among them, that Pinterest has not finished counting; as recorded, two. */
const UNFINISHED_DAYS = 2;

const HOUR_MS = 3_600_000;

export const appTypes = ['MOBILE', 'TABLET', 'WEB'] as const;
export type AppType = 'ALL' | (typeof appTypes)[number];

/** The last day that is counted. Every day it moves on by one, at the hour the settings name. */
export function readyThrough({ clock, settings }: SandboxContext): number {
  const now = clock.now();
  const hour = Math.floor((now % DAY_MS) / HOUR_MS);
  return dayOf(now) - UNFINISHED_DAYS - (hour < settings.readyHour ? 1 : 0);
}

/** What Pinterest says of a day's final figures, `late` days after it was first counted: less than there is, then all. */
function revise({ settings }: SandboxContext, counts: Counts, late: number, app: AppType): void {
  const share = settings.revisions[late] ?? 1;
  if (share === 1 && app === 'ALL') return;
  for (let slot = 0; slot < counts.length; slot += 1)
    counts[slot] = ofApp(Math.floor((counts[slot] ?? 0) * share), app);
}

/** Most people look at Pinterest on a phone. The three add up to the whole. */
function ofApp(count: number, app: AppType): number {
  if (app === 'ALL') return count;
  const [tablet, web] = [Math.floor(count * 0.07), Math.floor(count * 0.23)];
  if (app === 'TABLET') return tablet;
  return app === 'WEB' ? web : count - tablet - web;
}

/** Calls `each` for the days from `from` to `to` of which there is anything to tell, in order. */
export function forToldDays(
  sandbox: SandboxContext,
  subject: Subject,
  [from, to]: readonly [number, number],
  app: AppType,
  each: (day: number, counts: Counts) => void,
): void {
  const ready = readyThrough(sandbox);
  forFinalDays(sandbox, subject, [from, Math.min(to, ready)], (day, counts) => {
    revise(sandbox, counts, ready - day, app);
    each(day, counts);
  });
}

/** What is told of all days up to `day`, summed up. The days that are still revised are added one by one. */
export function toldThrough(sandbox: SandboxContext, subject: Subject, day: number): Counts {
  const ready = readyThrough(sandbox);
  const last = Math.min(day, ready);
  const settled = Math.min(last, ready - sandbox.settings.revisions.length);
  const sum = finalThrough(sandbox, subject, settled);
  for (let revised = settled + 1; revised <= last; revised += 1) {
    const counts = finalOn(sandbox, subject, revised);
    revise(sandbox, counts, ready - revised, 'ALL');
    addTo(sum, counts);
  }
  return sum;
}

/** What is told of the days from `from` to `to`, summed up. */
export function toldSum(
  sandbox: SandboxContext,
  subject: Subject,
  [from, to]: readonly [number, number],
  app: AppType = 'ALL',
): Counts {
  if (app !== 'ALL') {
    const sum = noCounts();
    forToldDays(sandbox, subject, [from, to], app, (_day, counts) => addTo(sum, counts));
    return sum;
  }
  const sum = toldThrough(sandbox, subject, to);
  addTo(sum, toldThrough(sandbox, subject, from - 1), -1);
  return sum;
}

/** Comments and reactions are told at once, but for what the curve gives today. */
export function lifetimeThrough(sandbox: SandboxContext, subject: Subject): Counts {
  const today = dayOf(sandbox.clock.now());
  const sum = finalThrough(sandbox, subject, today - 1);
  const now = noCounts();
  withFigures(now, sandbox.store.figuresOf(subject.id)?.get(today));
  addTo(sum, now);
  return sum;
}
