import type { RequestReport } from '../pinterest/index.ts';
import { updateIdentity, type Store } from '../store/index.ts';
import { isNews, readClockOffset, type ClockReading } from './clock-offset.ts';

/** Stores with each Pinterest user the offset of Pinterest's clock from the database's, measured from answers. */
export interface ClockKeeper {
  /** To be called the moment an answer has come. */
  take(identityId: string, report: RequestReport): void;
  /** Stores the last reading when it says something new. */
  keep(identityId: string): Promise<void>;
}

/** Milliseconds after which the database's clock is read again; a process that publishes reads it all the time. */
const readingForMs = 30_000;

export function createClockKeeper(store: Pick<Store, 'db' | 'clock'>): ClockKeeper {
  const kept = new Map<string, ClockReading>();
  const taken = new Map<string, ClockReading>();
  return {
    take: (identityId, report) => {
      const atMs = store.clock.nowMs();
      const offsetMs = readClockOffset(report, atMs);
      if (offsetMs !== null) taken.set(identityId, { offsetMs, atMs });
    },
    keep: async (identityId) => {
      const reading = taken.get(identityId);
      taken.delete(identityId);
      if (!reading || !isNews(kept.get(identityId), reading)) return;
      // If the database's clock was moved since its last reading, the difference would be taken for Pinterest's offset.
      const before = store.clock.nowMs();
      await store.clock.refresh(readingForMs);
      const offsetMs = reading.offsetMs - (store.clock.nowMs() - before);
      kept.set(identityId, { ...reading, offsetMs });
      await updateIdentity(store.db, identityId, {
        clockOffsetMs: Math.round(offsetMs),
        clockMeasuredAt: new Date(store.clock.nowMs()),
      });
    },
  };
}
