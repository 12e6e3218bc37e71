import { dayAt, firstNotFinal, usualLagDays, windowStart, type Day } from '../analytics/index.ts';
import type { Problem } from '../domain/errors/index.ts';
import { topKeys } from '../pinterest-access/index.ts';
import {
  findCollection,
  findOwner,
  planPinsBy,
  readCollectedPins,
  recordAccountRefresh,
  recordOutcomes,
  refreshedAgoMs,
  setAvailableThrough,
  storeReadings,
  type PinOutcome,
  type PinReading,
} from '../store/index.ts';
import { collectAccount } from './account.ts';
import { pinterestNow, type CollectDeps } from './deps.ts';
import { keepAnswer } from './pins.ts';
import { wait } from './policy.ts';

/**
 * Outcome of a refresh that a person asked for. `again`: Pinterest refused for no reason, so that a later try may work;
 * `tooSoon`: they were read less than 15 minutes ago; `notYet`: it has no numbers of these days yet; `problem`: Pinterest
 * tells none of this account.
 */
export type Refreshed =
  | { is: 'read' | 'gone' | 'refused' | 'unknownPin' | 'notYet' }
  | { is: 'tooSoon' | 'again'; againInMs: number }
  | { is: 'problem'; problem: Problem };

const asPerson = (identityId: string) => ({ identityId, requestClass: 'person' as const });

export interface Refresh {
  /** One Pin's days, from the share of quota that people have. @throws LinchpinError */
  pin(identityId: string, pinterestPinId: string): Promise<Refreshed>;
  /** The account's days, followers and the like; its Pins are due then. @throws LinchpinError */
  account(identityId: string): Promise<Refreshed>;
}

/** Numbers now, for a person who waits. */
export function createRefresh(deps: CollectDeps): Refresh {
  const { store, pinterest } = deps;
  const untilNextMs = async (identityId: string, pinterestPinId: string | null): Promise<number> =>
    wait.refresh - ((await refreshedAgoMs(store.db, identityId, pinterestPinId)) ?? Infinity);
  /** The last day that Pinterest has; asked for where it was never said, or the collector is behind. */
  const lastDay = async (identityId: string, today: Day): Promise<Day | null | 'again'> => {
    const known = (await findOwner(store.db, identityId))?.availableThrough ?? null;
    if (known !== null && known >= today - usualLagDays) return known;
    const month = { from: today - 30, through: today };
    const told = await pinterest.readTopPins(asPerson(identityId), topKeys[0], month);
    if (told === 'again') return told;
    if (told.availableThrough !== null)
      await setAvailableThrough(store.db, identityId, told.availableThrough);
    return told.availableThrough;
  };
  return {
    async pin(identityId, pinterestPinId) {
      const [pin] = await readCollectedPins(store.db, identityId, [], pinterestPinId);
      if (!pin) return { is: 'unknownPin' };
      const againInMs = await untilNextMs(identityId, pinterestPinId);
      if (againInMs > 0) return { is: 'tooSoon', againInMs };
      const today = dayAt(await pinterestNow(deps, identityId));
      const availableThrough = await lastDay(identityId, today);
      if (availableThrough === 'again') return { is: 'again', againInMs: wait.refresh };
      const begins = Math.max(windowStart(today), pin.createdDay ?? 0);
      if (availableThrough === null || begins > availableThrough) return { is: 'notYet' };
      const range = {
        from: Math.min(availableThrough, firstNotFinal(pin.runs, begins)),
        through: availableThrough,
      };
      const told = await pinterest.readPinDays(asPerson(identityId), pin, range);
      const gathered = { readings: [] as PinReading[], outcomes: [] as PinOutcome[] };
      keepAnswer({ deps, calendar: { today, availableThrough }, gathered }, pin, told);
      await storeReadings(store, identityId, gathered.readings);
      await recordOutcomes(
        store.db,
        identityId,
        gathered.outcomes.map((outcome) => ({ ...outcome, isRefresh: true })),
      );
      if (told === 'again') return { is: 'again', againInMs: wait.refresh };
      return { is: typeof told === 'string' ? told : 'read' };
    },

    async account(identityId) {
      const againInMs = await untilNextMs(identityId, null);
      if (againInMs > 0) return { is: 'tooSoon', againInMs };
      const row = await findCollection(store.db, identityId, 'account');
      const before = row?.progress ?? {};
      const { is, problem } = await collectAccount(deps, asPerson(identityId), before, {
        isAsked: true,
      });
      await recordAccountRefresh(store.db, identityId);
      if (problem) return { is: 'problem', problem };
      if (is === 'again') return { is, againInMs: wait.refresh };
      if (is === 'read') await planPinsBy(store.db, identityId, new Date(store.clock.nowMs()));
      return { is };
    },
  };
}
