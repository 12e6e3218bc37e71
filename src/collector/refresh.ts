import { dayAt, firstNotFinal, windowStart } from '../analytics/index.ts';
import {
  findCollection,
  findOwner,
  lastRefresh,
  readCollectedPins,
  recordOutcomes,
  storeReadings,
  type PinOutcome,
  type PinReading,
} from '../store/index.ts';
import { collectAccount } from './account.ts';
import { pinterestNow, type CollectDeps } from './deps.ts';
import { keepAnswer } from './pins.ts';
import { wait } from './policy.ts';

/**
 * How a person's wish to see newer numbers ended. `tooSoon`: they were read less than 15 minutes ago; `again`: Pinterest
 * refused for no reason, so that a later try may work; `notYet`: it has no numbers of this Pin's days yet.
 */
export type Refreshed =
  | { is: 'read' | 'gone' | 'refused' | 'again' | 'unknownPin' | 'notYet' }
  | { is: 'tooSoon'; againInMs: number };

export interface Refresh {
  /** One Pin's days, from the share of quota that people have. @throws LinchpinError */
  pin(identityId: string, pinterestPinId: string): Promise<Refreshed>;
  /** The account's days, followers and the like. @throws LinchpinError */
  account(identityId: string): Promise<Refreshed>;
}

/** Numbers now, for a person who waits. */
export function createRefresh(deps: CollectDeps): Refresh {
  const { store, pinterest } = deps;
  return {
    async pin(identityId, pinterestPinId) {
      const [pin] = await readCollectedPins(store.db, identityId, [], pinterestPinId);
      if (!pin) return { is: 'unknownPin' };
      const last = await lastRefresh(store.db, identityId, pinterestPinId);
      const againInMs = wait.refresh - (store.clock.nowMs() - (last?.getTime() ?? -Infinity));
      if (againInMs > 0) return { is: 'tooSoon', againInMs };
      const today = dayAt(await pinterestNow(deps, identityId));
      const availableThrough = (await findOwner(store.db, identityId))?.availableThrough ?? null;
      const begins = Math.max(windowStart(today), pin.createdDay ?? 0);
      if (availableThrough === null || begins > availableThrough) return { is: 'notYet' };
      const range = {
        from: Math.min(availableThrough, firstNotFinal(pin.runs, begins)),
        through: availableThrough,
      };
      const told = await pinterest.readPinDays({ identityId, requestClass: 'person' }, pin, range);
      const gathered = { readings: [] as PinReading[], outcomes: [] as PinOutcome[] };
      keepAnswer({ deps, calendar: { today, availableThrough }, gathered }, pin, told);
      await storeReadings(store, identityId, gathered.readings);
      await recordOutcomes(
        store.db,
        identityId,
        gathered.outcomes.map((outcome) => ({ ...outcome, isRefresh: true })),
      );
      return { is: typeof told === 'string' ? told : 'read' };
    },

    async account(identityId) {
      const row = await findCollection(store.db, identityId, 'account');
      const acting = { identityId, requestClass: 'person' as const };
      const { problem } = await collectAccount(deps, acting, row?.progress ?? {}, {
        isAsked: true,
      });
      return { is: problem ? 'refused' : 'read' };
    },
  };
}
