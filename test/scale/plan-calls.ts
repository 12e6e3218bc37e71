import { expect } from 'vitest';
import {
  planPins,
  planRules,
  wantsTopPins,
  windowStart,
  type PlanPin,
  type Run,
} from '../../src/analytics/index.ts';

/** Requests a day by analytics.md: what is aimed at, and below which days or numbers would be lost. */
export const aims = [
  { pins: 10, batch: false, plan: 13, floor: 4 },
  { pins: 10, batch: true, plan: 4, floor: 4 },
  { pins: 1_000, batch: false, plan: 173, floor: 18 },
  { pins: 1_000, batch: true, plan: 16, floor: 7 },
  { pins: 20_000, batch: false, plan: 923, floor: 318 },
  { pins: 20_000, batch: true, plan: 282, floor: 85 },
];

interface SimulatedPin {
  plan: PlanPin & { runs: [Run[]] };
  /** Impressions a day; most have hardly any. */
  rate: number;
  owed: number;
  since: number;
}

const days = 120;
const began = 20_000;

/** An account over 120 days: a long tail, new Pins every day, a list reading and a run each day. */
function simulate(count: number, batch: boolean) {
  const pins: SimulatedPin[] = Array.from({ length: count }, (_, index) => ({
    plan: {
      id: `${index}`,
      // One in 600 is made each day of the last ones.
      createdDay: began + days - Math.floor((index * 600) / count),
      runs: [[]],
      readThrough: null,
      rise: null,
      rolling: null,
      silent: false,
      top: false,
      lookedAtDay: null,
    },
    rate: (count / 4 / (1 + ((index * 7919) % count))) ** 1.2,
    owed: 0,
    since: 0,
  }));
  const best = pins.toSorted((a, b) => b.rate - a.rate).slice(0, 50);
  const byId = new Map(pins.map((pin) => [pin.plan.id, pin]));
  const calls: number[] = [];
  let lost = 0;
  for (let today = began; today < began + days; today++) {
    const there = pins.filter(({ plan }) => (plan.createdDay ?? 0) <= today);
    for (const pin of there) {
      pin.owed += pin.rate;
      pin.since += Math.floor(pin.owed);
      pin.owed -= Math.floor(pin.owed);
      if (pin.plan.readThrough !== null || today > (pin.plan.createdDay ?? 0))
        pin.plan.rise = pin.since;
      pin.plan.rolling = pin.since;
    }
    const tops = wantsTopPins(there.length, batch);
    for (const pin of best) pin.plan.top = tops;
    const planned = planPins({
      today,
      availableThrough: today - 2,
      access: 'standard',
      batch,
      spent: 0,
      listedDay: today,
      pins: there.map(({ plan }) => plan),
    });
    for (const { id, through } of planned) {
      const pin = byId.get(id);
      if (!pin) continue;
      const runs: Run[] = [{ from: 0, through: today - planRules.settleDays, final: true }];
      pin.plan.runs = [runs];
      pin.plan.readThrough = through;
      pin.plan.rise = 0;
      pin.since = 0;
    }
    for (const { plan } of there) {
      const end = plan.runs[0][0]?.through;
      if (end !== undefined && Math.max(end + 1, plan.createdDay ?? 0) < windowStart(today)) lost++;
    }
    const singles = planned.filter(({ reason }) => reason !== 'first').length;
    const reads = batch ? Math.ceil(planned.length / 100) : singles;
    // Account days, account state, availability with the first list of top Pins, lists of Pins, further lists.
    calls.push(3 + Math.ceil(there.length / 250) + (tops ? 4 : 0) + reads);
  }
  const settled = calls.slice(5);
  return {
    mean: settled.reduce((sum, each) => sum + each, 0) / settled.length,
    most: Math.max(...settled),
    lost,
  };
}

/** Holds what an account of a size costs against its aim, and prints it. */
export function expectFewCalls({ pins, batch, plan, floor }: (typeof aims)[number]): void {
  const { mean, most, lost } = simulate(pins, batch);
  const times = (mean / floor).toFixed(2);
  console.log(
    `${pins} Pins${batch ? ' with batch' : ''}: mean ${mean.toFixed(1)} requests a day, most ${most}; plan ${plan}, floor ${floor}, ${times} times the floor`,
  );
  expect(lost).toBe(0);
  // One more than in the plan: its table leaves out the question whether there is a new day.
  expect(most).toBeLessThanOrEqual(plan + 1);
}
