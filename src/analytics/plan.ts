import type { Runs } from './coverage.ts';
import type { Day, DayRange } from './days.ts';
import { pinBudget, planRules, type PlanRules } from './plan-rules.ts';

/** What the next reading of a Pin's days is decided by. */
export interface PlanPin {
  /** Pinterest's id. */
  id: string;
  /** null: not known. */
  createdDay: Day | null;
  /** What was read of it, one list for each set of metrics that it has. */
  runs: readonly Runs[];
  /** The last day that Pinterest had when it was last read; null: it never was. */
  readThrough: Day | null;
  /** What its lifetime numbers rose by since then; null: not known. */
  rise: number | null;
  /** Impressions of the last 90 days, as lists tell them; null: not told. */
  rolling: number | null;
  /** Whether every number of the last 90 days is told, and 0. */
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
  /** Pins that were read singly today, without those never read before. */
  spent: number;
  /** When the lists that `rolling` and `silent` come from were read; null: never. */
  listedDay: Day | null;
  pins: readonly PlanPin[];
}

export type PlanReason =
  /** Otherwise a day falls out of what Pinterest tells. */
  | 'deadline'
  /** Never read before. */
  | 'first'
  /** New, among the top, looked at, or rising most. */
  | 'hot'
  | 'warm'
  /** Its turn among those on which nothing happens. */
  | 'turn'
  /** All are read daily, a hundred at once. */
  | 'batch'
  /** Nothing happened in 90 days by the lists: its days are 0 without a request. */
  | 'silent';

/** One Pin to be read next. `silent` needs no request. */
export interface PlannedPin extends DayRange {
  id: string;
  reason: PlanReason;
}

/** The first day that Pinterest still tells. */
export const windowStart = (today: Day, rules: PlanRules = planRules): Day =>
  today - rules.windowDays;

/**
 * Which Pins to read next, in order. No day is lost that Pinterest would have told, and single requests go where
 * something happened: one of them gives 90 days, so a Pin on which nothing happens is read once in 60. Sources:
 * docs/pinterest.md, Numbers.
 * @param most so many of them are wanted: of 20,000 Pins few are read at a time, and putting all in order costs much.
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
  const rising = leastOfMost(
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
  // Pins whose turn it is come evenly, not all on the day when the first reading is 60 days old.
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
  // Last, as they may be many: what tells something today does not wait for the days of a first reading.
  return [...urgent, ...bestOf(first, most - urgent.length, byExposure).map(because('first'))];
}

/** The first `count` in order, as sorting all of them and cutting off the rest gives them. */
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
    // Behind those that are as good, which came before it.
    while (at > 0 && compare(item, best[at - 1] as Item) < 0) at--; // Within its length.
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
  // Nothing rose since it was last read: there is nothing to be told.
  if (pin.rise === 0) return false;
  return (
    pin.top ||
    within(pin.createdDay, rules.newDays) ||
    (pin.rise !== null && pin.rise > 0 && pin.rise >= rising)
  );
}

/** The least of the `count` largest numbers. */
function leastOfMost(numbers: readonly number[], count: number): number {
  // Arrays of numbers alone are sorted many times faster.
  return Float64Array.from(numbers).sort().at(-Math.min(count, numbers.length)) ?? 0;
}

/** The first day from `begins` on that may change, or was not read, in any of these lists. */
export function firstNotFinal(lists: readonly Runs[], begins: Day): Day {
  return lists.reduce((first, runs) => {
    let day = begins;
    for (const { from, through, final } of runs)
      if (final && from <= day) day = Math.max(day, through + 1);
    return Math.min(first, day);
  }, Infinity);
}
