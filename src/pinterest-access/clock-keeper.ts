import type { RequestReport } from '../pinterest/index.ts';
import { updateAccount, type Store } from '../store/index.ts';
import { isNews, readClockOffset, type ClockReading } from './clock-offset.ts';

/** Stores with each account the offset of Pinterest's clock from the database's, measured from answers. */
export interface ClockKeeper {
  /** To be called the moment an answer has come. */
  take(accountId: string, report: RequestReport): void;
  /** Stores the last reading when it says something new. */
  keep(accountId: string): Promise<void>;
}

/** Milliseconds after which the database's clock is read again; a process that publishes reads it all the time. */
const readingForMs = 30_000;

export function createClockKeeper(store: Pick<Store, 'db' | 'clock'>): ClockKeeper {
  const kept = new Map<string, ClockReading>();
  const taken = new Map<string, ClockReading>();
  return {
    take: (accountId, report) => {
      const atMs = store.clock.nowMs();
      const offsetMs = readClockOffset(report, atMs);
      if (offsetMs !== null) taken.set(accountId, { offsetMs, atMs });
    },
    keep: async (accountId) => {
      const reading = taken.get(accountId);
      taken.delete(accountId);
      if (!reading || !isNews(kept.get(accountId), reading)) return;
      // A clock that was moved since it was last read would be taken for Pinterest's.
      const before = store.clock.nowMs();
      await store.clock.refresh(readingForMs);
      const offsetMs = reading.offsetMs - (store.clock.nowMs() - before);
      kept.set(accountId, { ...reading, offsetMs });
      await updateAccount(store.db, accountId, {
        clockOffsetMs: Math.round(offsetMs),
        clockMeasuredAt: new Date(store.clock.nowMs()),
      });
    },
  };
}
