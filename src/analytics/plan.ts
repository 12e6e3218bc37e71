import type { Runs } from './coverage.ts';
import type { Day, DayRange } from './days.ts';
import { pinBudget, planRules, type PlanRules } from './plan-rules.ts';

/** What decides when the days of a Pin are read next. */
export interface PlanPin {
  /** Pinterest's id. */
  id: string;
  /** null: not known. */
  createdDay: Day | null;
  /** What was read of it, one list for each set of metrics that it has. */
  runs: readonly Runs[];
  /** The last day Pinterest had numbers of at the last reading; null: never read. */
  readThrough: Day | null;
  /** Rise of its lifetime numbers since then; null: not known. */
  rise: number | null;
  /** Impressions of the last 90 days, from lists of Pins; null: not known. */
  rolling: number | null;
  /** Whether lists give every number of the last 90 days as 0. */
  silent: boolean;
  /** Among the top Pins of the account. */
  top: boolean;
  /** When a person last looked at it. */
  lookedAtDay: Day | null;
}

/** What is known of a Pinterest user's Pins when the next reading is planned. */
export interface PlanState {
  /** By Pinterest's clock, UTC. */
  today: Day;
  /** The last day whose numbers Pinterest has. */
  availableThrough: Day;
  access: 'trial' | 'standard';
  /** Whether the app may ask for many Pins at once. */
  batch: boolean;
  /** Pins that were read singly today, without first readings. */
  spent: number;
  /** The day of the lists that `rolling` and `silent` come from; null: never read. */
  listedDay: Day | null;
  pins: readonly PlanPin[];
}

export type PlanReason =
  /** One of its days is about to leave Pinterest's window. */
  | 'deadline'
  /** Never read before. */
  | 'first'
  /** New, among the top, looked at, or rising most. */
  | 'hot'
  | 'warm'
  /** Every Pin has a turn within `turnDays`, also when nothing happens on it. */
  | 'turn'
  /** All Pins are read daily, a hundred in one request. */
  | 'batch'
  /** Lists say that nothing happened in 90 days: its days are 0 without a request. */
  | 'silent';

/** One Pin to be read next. `silent` needs no request. */
export interface PlannedPin extends DayRange {
  id: string;
  reason: PlanReason;
}

/** The first day that Pinterest still answers for. */
export const windowStart = (today: Day, rules: PlanRules = planRules): Day =>
  today - rules.windowDays;

/**
 * Which Pins to read next, in order. Every day is read before it leaves Pinterest's window, and single requests go
 * where something happened: one request gives 90 days, so a Pin on which nothing happens is read once in 60. Sources:
 * docs/pinterest.md, Numbers.
 * @param most length of the plan at most: a slice reads few of 20,000 Pins, and sorting all of them is slow.
 */
export function planPins(
  state: PlanState,
  rules: PlanRules = planRules,
  most = Infinity,
): PlannedPin[] {
  const { today, availableThrough, pins } = state;
  const start = windowStart(today, rules);
  const open: OpenPin[] = [];
  const planned: PlannedPin[] = [];
  for (const pin of pins) {
    const begins = Math.max(start, pin.createdDay ?? start);
    if (begins > availableThrough) continue;
    if (pin.readThrough !== null && pin.readThrough >= availableThrough) continue;
    const gap = firstNotFinal(pin.runs, begins);
    if (gap > availableThrough) continue;
    const range = { from: gap, through: availableThrough };
    if (rules.trustsLists && pin.silent && state.listedDay !== null) {
      const through = Math.min(state.listedDay - rules.settleDays, availableThrough);
      if (through >= gap && planned.length < most)
        planned.push({ id: pin.id, reason: 'silent', from: gap, through });
      continue;
    }
    open.push({ pin, range, daysSince: availableThrough - (pin.readThrough ?? -Infinity) });
  }
  const left = most - planned.length;
  const asked = state.batch
    ? open.slice(0, left).map(because('batch'))
    : planSingly(state, open, rules, left);
  return [...planned, ...asked];
}

interface OpenPin {
  pin: PlanPin;
  range: DayRange;
  /** Days Pinterest has counted since it was read; Infinity: never read. */
  daysSince: number;
}

const because =
  (reason: PlanReason) =>
  ({ pin: { id }, range }: OpenPin): PlannedPin => ({ id, reason, ...range });

function planSingly(
  state: PlanState,
  open: readonly OpenPin[],
  rules: PlanRules,
  most: number,
): PlannedPin[] {
  const { today } = state;
  const first: OpenPin[] = [];
  const due: OpenPin[] = [];
  const hot: OpenPin[] = [];
  const warm: OpenPin[] = [];
  const quiet: OpenPin[] = [];
  const rising = smallestOfLargest(
    open.map(({ pin }) => pin.rise ?? 0),
    rules.risingPins,
  );
  for (const item of open) {
    const { pin, range, daysSince } = item;
    if (pin.readThrough === null) first.push(item);
    else if (range.from + rules.deadlineDays <= today) due.push(item);
    else if (isHot(pin, today, rising, rules)) hot.push(item);
    else if ((pin.rise ?? 0) > 0 && daysSince >= rules.warmEveryDays) warm.push(item);
    else quiet.push(item);
  }
  const count = state.pins.length;
  // Spread evenly; otherwise all turns would come 60 days after the first reading.
  const turns = Math.ceil(count / rules.turnDays);
  const stale = [...hot, ...warm, ...quiet].toSorted(byGap);
  const left = Math.max(0, pinBudget(count, state.access, rules) - state.spent);
  const byRise = (a: OpenPin, b: OpenPin) =>
    Number(b.pin.lookedAtDay !== null) - Number(a.pin.lookedAtDay !== null) ||
    (b.pin.rise ?? 0) - (a.pin.rise ?? 0);
  const kept = Math.max(0, Math.min(turns - state.spent, left));
  const turn = stale.filter(({ daysSince }) => daysSince >= rules.leastDays).slice(0, kept);
  const taken = new Set(turn);
  const rest = (items: readonly OpenPin[]) =>
    items.filter((item) => !taken.has(item)).toSorted(byRise);
  const others = [...rest(hot).map(because('hot')), ...rest(warm).map(because('warm'))];
  const urgent = [
    ...due.toSorted(byGap).map(because('deadline')),
    ...turn.map(because('turn')),
    ...others.slice(0, Math.max(0, left - turn.length - due.length)),
  ].slice(0, most);
  // Last: a first reading can take days, and today's numbers must not wait for it.
  return [...urgent, ...bestOf(first, most - urgent.length, byExposure).map(because('first'))];
}

/** The same as sorting all and keeping the first `count`, faster where `count` is small. */
export function bestOf<Item>(
  items: readonly Item[],
  count: number,
  compare: (a: Item, b: Item) => number,
): Item[] {
  if (count >= items.length / 8) return items.toSorted(compare).slice(0, Math.max(0, count));
  const best: Item[] = [];
  if (count <= 0) return best;
  for (const item of items) {
    const last = best.at(-1);
    if (best.length === count && last !== undefined && compare(item, last) >= 0) continue;
    let at = best.length;
    // Ties keep their order, as in a sort.
    while (at > 0 && compare(item, best[at - 1] as Item) < 0) at--; // Never below 0.
    best.splice(at, 0, item);
    if (best.length > count) best.pop();
  }
  return best;
}

const byGap = (a: OpenPin, b: OpenPin) => a.range.from - b.range.from;

const byExposure = (a: OpenPin, b: OpenPin) =>
  Number(b.pin.top) - Number(a.pin.top) || (b.pin.rolling ?? 0) - (a.pin.rolling ?? 0);

function isHot(pin: PlanPin, today: Day, rising: number, rules: PlanRules): boolean {
  const within = (day: Day | null, days: number) => day !== null && today - day <= days;
  if (within(pin.lookedAtDay, rules.lookedAtDays)) return true;
  // Nothing happened since the last reading.
  if (pin.rise === 0) return false;
  return (
    pin.top ||
    within(pin.createdDay, rules.newDays) ||
    (pin.rise !== null && pin.rise > 0 && pin.rise >= rising)
  );
}

/** The smallest of the `count` largest numbers. */
function smallestOfLargest(numbers: readonly number[], count: number): number {
  // A typed array sorts many times faster.
  return Float64Array.from(numbers).sort().at(-Math.min(count, numbers.length)) ?? 0;
}

/** The first day from `begins` on that is not final, or was not read, in any of these lists. */
export function firstNotFinal(lists: readonly Runs[], begins: Day): Day {
  return lists.reduce((first, runs) => {
    let day = begins;
    for (const { from, through, final } of runs)
      if (final && from <= day) day = Math.max(day, through + 1);
    return Math.min(first, day);
  }, Infinity);
}
