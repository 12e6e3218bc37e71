import {
  dayAt,
  planPins,
  planRules,
  type DayRange,
  type MetricSet,
  type PlannedPin,
  type PlanState,
} from '../analytics/index.ts';
import { metricsFor, mostAtOnce, type Acting, type ToldPin } from '../pinterest-access/index.ts';
import {
  findCollection,
  findOwner,
  getIdentity,
  importProgress,
  nextRetry,
  readCollectedPins,
  recordOutcomes,
  storeReadings,
  type CollectedPin,
  type CollectionState,
  type PinOutcome,
  type PinReading,
} from '../store/index.ts';
import { pinterestNow, type CollectDeps } from './deps.ts';
import { day, slice, wait } from './policy.ts';
import { pinReadings, zeroReadings, type Calendar } from './readings.ts';

/** A Pin with what is to be read of it. */
interface Wanted {
  pin: CollectedPin;
  planned: PlannedPin;
}

/** What a slice has read so far, to be stored together: the days of all Pins are packed again each time. */
interface Gathered {
  readings: PinReading[];
  outcomes: PinOutcome[];
}

/** Reads the next Pins of a user's plan. `progress` is updated during the work. */
export async function collectPins(
  deps: CollectDeps,
  acting: Acting,
  progress: CollectionState,
  signal: AbortSignal,
): Promise<{ dueInMs: number; isFinished: boolean }> {
  const { store } = deps;
  const { identityId } = acting;
  const began = performance.now();
  let calls = 0;
  const mayAsk = () =>
    calls++ < slice.calls && performance.now() - began < slice.ms && !signal.aborted;

  const account = await findCollection(store.db, identityId, 'account');
  const availableThrough = (await findOwner(store.db, identityId))?.availableThrough ?? null;
  if (availableThrough === null || account?.problem?.code === 'NUMBERS_NEED_BUSINESS')
    return { dueInMs: availableThrough === null ? wait.start : day, isFinished: false };

  const today = dayAt(await pinterestNow(deps, identityId));
  if (progress.day !== today) Object.assign(progress, { day: today, spent: 0 });
  const pins = await readCollectedPins(store.db, identityId, account?.progress.topPins ?? []);
  const calendar = { today, availableThrough };
  const imported = await importProgress(store.db, identityId);
  const state: PlanState = {
    ...calendar,
    pins,
    access: await accessOf(deps, acting),
    batch: await mayReadMany(deps, acting, pins, progress, calendar),
    spent: progress.spent ?? 0,
    listedDay: imported?.completedAt ? dayAt(imported.completedAt.getTime()) : null,
  };
  const most = Math.min(slice.pins, slice.calls * (state.batch ? mostAtOnce : 1));
  const next = planPins(state, planRules, most + 1);
  const wanted = withPins(next.slice(0, most), pins);
  const gathered: Gathered = { readings: [], outcomes: [] };
  let isDone = false;
  try {
    const run = { deps, acting, calendar, progress, gathered, mayAsk };
    for (const { pin, planned } of wanted.filter((each) => each.planned.reason === 'silent'))
      keepZero(run, pin, planned);
    const asked = wanted.filter(({ planned }) => planned.reason !== 'silent');
    isDone = await (state.batch ? readMany(run, asked) : readSingly(run, asked));
  } finally {
    // Also what was read before Pinterest refused a request.
    await storeReadings(store, identityId, gathered.readings);
    await recordOutcomes(store.db, identityId, gathered.outcomes);
  }
  if (!isDone || next.length > most) return { dueInMs: 0, isFinished: false };
  const retryMs =
    ((await nextRetry(store.db, identityId))?.getTime() ?? Infinity) - store.clock.nowMs();
  const isListed = imported === undefined || imported.finishedAt !== null;
  return {
    dueInMs: Math.min(isListed ? day : wait.start, Math.max(retryMs, 1000)),
    isFinished: true,
  };
}

function withPins(planned: readonly PlannedPin[], pins: readonly CollectedPin[]): Wanted[] {
  const ids = new Set(planned.map(({ id }) => id));
  const byId = new Map(pins.filter(({ id }) => ids.has(id)).map((pin) => [pin.id, pin]));
  return planned.flatMap((each): Wanted[] => {
    const pin = byId.get(each.id);
    return pin ? [{ pin, planned: each }] : [];
  });
}

interface Run extends Gathering {
  deps: CollectDeps;
  acting: Acting;
  progress: CollectionState;
  mayAsk: () => boolean;
}

interface Gathering {
  calendar: Calendar;
  gathered: Gathered;
  deps: CollectDeps;
}

/** @returns whether all were read. */
async function readSingly(run: Run, wanted: readonly Wanted[]): Promise<boolean> {
  for (const { pin, planned } of wanted) {
    if (!run.mayAsk()) return false;
    const told = await run.deps.pinterest.readPinDays(run.acting, pin, planned);
    if (planned.reason !== 'first') run.progress.spent = (run.progress.spent ?? 0) + 1;
    keepAnswer(run, pin, told);
  }
  return true;
}

/** Reads Pins that are asked for the same metrics together. @returns whether all were read. */
async function readMany(run: Run, wanted: readonly Wanted[]): Promise<boolean> {
  const alike = new Map<string, Wanted[]>();
  for (const each of wanted) {
    const { standard, video } = metricsFor(each.pin);
    const name = [...standard, ...(video ?? [])].join();
    alike.set(name, [...(alike.get(name) ?? []), each]);
  }
  for (const group of alike.values()) {
    const sorted = group.toSorted((a, b) => a.planned.from - b.planned.from);
    for (let at = 0; at < sorted.length; at += mostAtOnce)
      if (!(await readTogether(run, sorted.slice(at, at + mostAtOnce)))) return false;
  }
  return true;
}

/** A Pin that is gone makes the whole request fail: then each half is requested, down to that Pin. */
async function readTogether(run: Run, wanted: readonly Wanted[]): Promise<boolean> {
  const [only] = wanted;
  if (!only) return true;
  if (!run.mayAsk()) return false;
  const { pinterest, store } = run.deps;
  const until = run.calendar.availableThrough;
  const range = { from: Math.min(...wanted.map(({ planned }) => planned.from)), through: until };
  const pins = wanted.map(({ pin }) => pin);
  const told = await pinterest.readManyPinDays(run.acting, pins, range);
  // The grant was taken back, which is remembered: the next slice reads them singly.
  if (told === 'notGranted') return false;
  if (told === 'again') {
    const notBefore = new Date(store.clock.nowMs() + wait.again);
    for (const { pin } of wanted) run.gathered.outcomes.push(unread(pin, notBefore));
    return true;
  }
  if (told === 'part') {
    if (wanted.length === 1) {
      keepAnswer(run, only.pin, await pinterest.readPinDays(run.acting, only.pin, only.planned));
      return true;
    }
    const half = Math.ceil(wanted.length / 2);
    return (
      (await readTogether(run, wanted.slice(0, half))) &&
      (await readTogether(run, wanted.slice(half)))
    );
  }
  for (const { pin, planned } of wanted) {
    const days = told.get(pin.id);
    if (days === 'nothing' || days === undefined) keepZero(run, pin, planned);
    else keepDays(run, pin, days, { from: planned.from, through: until });
  }
  return true;
}

const unread = (pin: CollectedPin, notBefore: Date): PinOutcome => ({
  id: pin.id,
  readThrough: null,
  lifetime: null,
  notBefore,
});

/** Keeps an answer about one Pin. */
export function keepAnswer(
  run: Gathering,
  pin: CollectedPin,
  told: Awaited<ReturnType<CollectDeps['pinterest']['readPinDays']>>,
): void {
  const later = (ms: number) => new Date(run.deps.store.clock.nowMs() + ms);
  if (told === 'again') run.gathered.outcomes.push(unread(pin, later(wait.again)));
  else if (told === 'gone' || told === 'refused')
    run.gathered.outcomes.push(unread(pin, later(wait.refused)));
  else {
    keepDays(run, pin, told);
    const last = run.gathered.outcomes.at(-1);
    if (told.onlyBasic && pin.kind === 'video' && last)
      last.withoutVideoUntil = later(wait.withoutVideo);
  }
}

function keepDays(
  { gathered, calendar }: Gathering,
  pin: CollectedPin,
  told: ToldPin,
  within?: DayRange,
): void {
  const inside = <T extends { day: number }>(days: T[]) =>
    within ? days.filter(({ day: at }) => within.from <= at && at <= within.through) : days;
  const days = { standard: inside(told.standard), video: told.video && inside(told.video) };
  gathered.readings.push(...pinReadings(pin.id, days, calendar));
  gathered.outcomes.push(readUpTo(pin, calendar));
}

function keepZero({ gathered, calendar }: Gathering, pin: CollectedPin, range: DayRange): void {
  const sets: MetricSet[] = pin.kind === 'video' ? ['standard', 'video'] : ['standard'];
  gathered.readings.push(...zeroReadings(pin.id, sets, range, calendar));
  gathered.outcomes.push(readUpTo(pin, calendar));
}

const readUpTo = ({ id, lifetime }: CollectedPin, { availableThrough }: Calendar): PinOutcome => ({
  id,
  readThrough: availableThrough,
  lifetime,
  notBefore: null,
});

/** Pinterest's windows are a day with Trial access, a minute with Standard access. */
async function accessOf({ pinterest }: CollectDeps, acting: Acting): Promise<PlanState['access']> {
  const limits = await pinterest.limits(acting);
  const analytics = limits.find(({ category }) => category === 'org_analytics');
  return (analytics?.windowSeconds ?? 0) > 3600 ? 'trial' : 'standard';
}

/**
 * Whether the app may read many Pins at once: tried with two, kept among the user's capabilities, and tried again a
 * month after a refusal.
 */
async function mayReadMany(
  { store, pinterest }: CollectDeps,
  acting: Acting,
  pins: readonly CollectedPin[],
  progress: CollectionState,
  { today, availableThrough }: Calendar,
): Promise<boolean> {
  const { capabilities } = await getIdentity(store.db, acting.identityId);
  const known = capabilities['batchAnalytics'];
  const nowMs = store.clock.nowMs();
  const sinceMs = nowMs - Date.parse(progress.probedAt ?? '');
  if (known === true || sinceMs < wait.probe) return known === true;
  const two = pins.filter(({ kind }) => kind === 'image').slice(0, 2);
  if (two.length === 0 || availableThrough > today) return false;
  const told = await pinterest.readManyPinDays(acting, two, {
    from: availableThrough,
    through: availableThrough,
  });
  // Anything else says nothing: it is tried again the next time.
  if (told === 'notGranted' || told instanceof Map)
    progress.probedAt = new Date(nowMs).toISOString();
  // `part`: the app may, but one of the Pins is gone.
  return told instanceof Map || told === 'part';
}
