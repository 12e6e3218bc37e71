import {
  dayAt,
  firstNotFinal,
  planRules,
  wantsTopPins,
  windowStart,
  type Day,
} from '../analytics/index.ts';
import { problem, type Problem } from '../domain/errors/index.ts';
import { topKeys, type Acting } from '../pinterest-access/index.ts';
import {
  collectionProgress,
  getIdentity,
  planPinsBy,
  readAccountDays,
  setAvailableThrough,
  storeAccountDays,
  storeAccountState,
  type CollectionState,
} from '../store/index.ts';
import { pinterestNow, type CollectDeps } from './deps.ts';
import { day, shareOf, wait } from './policy.ts';
import { accountDays } from './readings.ts';

export interface Progressed {
  /** `again`: Pinterest refused for no reason, so that a later try may work; `notYet`: it has no numbers of any day yet. */
  is: 'read' | 'again' | 'notYet';
  /** Milliseconds from now; of `again` it says nothing. */
  dueInMs: number;
  progress: CollectionState;
  problem: Problem | null;
}

/**
 * Reads the account: its followers and other counts once a day, then whether Pinterest has numbers of a new day, and if
 * so the days of the account and its top Pins; its Pins are due then. Two requests at most where there is none.
 * @param isAsked by a person: the days are read whether or not there is a new one.
 */
export async function collectAccount(
  deps: CollectDeps,
  acting: Acting,
  before: CollectionState,
  { isAsked }: { isAsked: boolean },
): Promise<Progressed> {
  const { store, pinterest } = deps;
  const { identityId } = acting;
  const nowMs = await pinterestNow(deps, identityId);
  const today = dayAt(nowMs);
  const progress = { ...before };
  const untilTomorrow = (today + 1) * day + startsAt(identityId) - nowMs;
  const end = (
    dueInMs: number,
    is: Progressed['is'] = 'read',
    found: Problem | null = null,
  ): Progressed => ({ is, dueInMs: Math.max(0, dueInMs), progress, problem: found });

  if (progress.stateDay !== today || isAsked) {
    const { state, isBusiness } = await pinterest.readAccountState(acting);
    await storeAccountState(store, identityId, new Date(nowMs), state);
    // A personal account has followers and no days; a conversion to business is seen the next day.
    if (!isBusiness) return end(untilTomorrow, 'read', problem('NUMBERS_NEED_BUSINESS'));
    progress.stateDay = today;
  }
  const month = { from: today - 30, through: today };
  const first = await pinterest.readTopPins(acting, topKeys[0], month);
  if (first === 'again') return end(0, 'again');
  const { availableThrough } = first;
  const isNew = availableThrough !== null && availableThrough > (progress.availableThrough ?? -1);
  if (availableThrough === null) return end(wait.look, 'notYet');
  if (!isNew && !isAsked) return end(wait.look);

  await setAvailableThrough(store.db, identityId, availableThrough);
  const told = await pinterest.readAccountDays(acting, {
    from: await firstOpenDay(deps, identityId, today),
    through: today,
  });
  if (told === 'again') return end(0, 'again');
  await storeAccountDays(store, identityId, accountDays(told, { today, availableThrough }));
  if (isNew) {
    const { capabilities } = await getIdentity(store.db, identityId);
    const { pins } = await collectionProgress(store.db, identityId);
    const top = new Set<string>();
    if (wantsTopPins(pins?.total ?? 0, capabilities['batchAnalytics'] === true)) {
      for (const id of first.pins) top.add(id);
      for (const key of topKeys.slice(1)) {
        const list = await pinterest.readTopPins(acting, key, month);
        if (list !== 'again') for (const id of list.pins) top.add(id);
      }
    }
    progress.topPins = [...top];
    progress.availableThrough = availableThrough;
    progress.movedAt = new Date(nowMs).toISOString();
    await planPinsBy(store.db, identityId, new Date(store.clock.nowMs()));
  }
  const sinceMoved = nowMs - Date.parse(progress.movedAt ?? '');
  const untilThen = Number.isNaN(sinceMoved) ? 0 : day - wait.earlier - sinceMoved;
  return end(Math.max(untilTomorrow, untilThen));
}

/** The first day in Pinterest's window of which the totals are not final. One request gives all days from there on. */
async function firstOpenDay({ store }: CollectDeps, identityId: string, today: Day): Promise<Day> {
  const start = windowStart(today);
  const known = await readAccountDays(store.db, identityId, { from: start, through: today });
  const settled = known.filter(
    ({ day: at, status }) =>
      status === 'final' || (status === 'absent' && at <= today - planRules.settleDays),
  );
  return Math.min(
    today,
    firstNotFinal([settled.map(({ day: at }) => ({ from: at, through: at, final: true }))], start),
  );
}

/** Milliseconds after midnight at which a user is read, the same every day, so that not all are read at once. */
const startsAt = (identityId: string): number => shareOf(identityId) * wait.jitter;
