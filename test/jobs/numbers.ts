import { sql } from 'kysely';
import {
  createdDay,
  dayAt,
  dayText,
  factsOf,
  figureState,
  kindOf,
  runsOf,
  unpackDay,
  type Day,
  type DayRange,
  type FigureState,
  type PinMetric,
} from '../../src/analytics/index.ts';
import { createDimensionCache, scanNumbers, type Db } from '../../src/store/index.ts';
import type { Publishing } from './publisher.ts';

/** Makes it later, from one due time of the collector to the next, and waits at each until all is read. */
export async function live(here: Publishing, ms: number): Promise<void> {
  const end = here.clock.now() + ms;
  for (;;) {
    await settle(here);
    const { rows } = await sql<{ at: Date | null }>`
      select min(due_at) as at from (select due_at from collection union all select due_at from pin_import) due`.execute(
      here.harness.store.db,
    );
    const next = rows[0]?.at?.getTime() ?? Infinity;
    const now = here.clock.now();
    if (now >= end) return;
    await here.pass(Math.max(1_000, Math.min(next, end) - now));
  }
}

/** Waits until nothing of the collector is due or at work. */
export async function settle({ harness }: Publishing): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const { rows } = await sql<{ busy: boolean }>`
      select exists (select from collection where lease_owner is not null or due_at <= now())
        or exists (select from pin_import where lease_owner is not null or due_at <= now()) as busy`.execute(
      harness.store.db,
    );
    if (!rows[0]?.busy) return;
    if (performance.now() > deadline) throw new Error('The collector does not come to rest.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface Served {
  pins: string[];
  /** What is answered about a metric of a Pin on a day. */
  of(pin: string, day: Day, metric: PinMetric): FigureState;
}

/** All that is served of a user's Pins on these days. */
export async function readServed(
  db: Db,
  identityId: string,
  range: DayRange,
  metrics: readonly PinMetric[],
): Promise<Served> {
  const scan = await scanNumbers(
    db,
    createDimensionCache(() => 0),
    identityId,
    {
      ranges: [range],
      metrics,
    },
  );
  if (!scan) return { pins: [], of: () => ({ is: 'notCollected' }) };
  const ordinals = new Map(scan.pins.ids.map((id, ordinal) => [id, ordinal]));
  const days = new Map(
    scan.days.map(({ day, packed }) => {
      const figures = unpackDay(packed);
      const at = new Map(Array.from(figures.pins ?? [], (ordinal, index) => [ordinal, index]));
      return [day, { figures, at }];
    }),
  );
  return {
    pins: scan.pins.ids.flatMap((id) => id ?? []),
    of(pin, day, metric) {
      const ordinal = ordinals.get(pin) ?? -1;
      const { set } = factsOf(metric);
      const found = days.get(day);
      const values = found?.figures.values[metric] ?? null;
      const place = found?.at.get(ordinal);
      const created = createdDay(scan.pins, ordinal);
      const gone = scan.pins.goneDay[ordinal] ?? NaN;
      return figureState({
        metric,
        day,
        value: values === null ? null : place === undefined ? 0 : (values[place] ?? 0),
        withheld:
          found?.figures.withheld[set].includes(ordinal) ||
          found?.figures.leftOut[metric]?.includes(ordinal) ||
          false,
        runs: runsOf(scan.coverage[set], ordinal),
        kind: kindOf(scan.pins, ordinal),
        createdDay: Number.isNaN(created) ? null : created,
        goneDay: Number.isNaN(gone) ? null : gone,
        availableThrough: scan.availableThrough ?? -1,
      });
    },
  };
}

/** The number that a state stands for; null: none. */
export const numberOf = (state: FigureState): number | null =>
  state.is === 'figure' ? state.value : state.is === 'zero' ? 0 : null;

/** Pinterest's names. */
export const truthNames = {
  impressions: 'IMPRESSION',
  saves: 'SAVE',
  pinClicks: 'PIN_CLICK',
  outboundClicks: 'OUTBOUND_CLICK',
} as const;

/** The final figures of Pins, by the sandbox itself, which shares no code with us. */
export function truthOf(here: Publishing, { from, through }: DayRange, pins: string[]) {
  const told = here.harness.sandbox.control.truth({
    from: dayText(from),
    to: dayText(through),
    pins,
    metrics: Object.values(truthNames),
  });
  return (pin: string, day: Day, metric: keyof typeof truthNames): number =>
    told.pins[pin]?.days[truthNames[metric]]?.[day - from] ?? NaN;
}

export const todayOf = (here: Publishing): Day => dayAt(here.harness.sandbox.control.now());

export const countRequests = (here: Publishing): Record<string, number> => ({
  ...here.harness.sandbox.control.counts(),
});
