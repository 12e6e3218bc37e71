import type {
  Coverage,
  DayRange,
  MetricSet,
  PinDimensions,
  PinMetric,
  Day,
} from '../../analytics/index.ts';
import type { Db } from '../database/pool.ts';
import type { DimensionCache } from './dimensions.ts';
import { findOwner } from './owners.ts';
import { readPackedDays, type StoredDay } from './packed-days.ts';

/** All that answers a question about a user's Pins, as of one moment. */
export interface NumbersScan {
  days: StoredDay[];
  coverage: Record<MetricSet, Coverage>;
  pins: PinDimensions;
  availableThrough: Day | null;
  toldAt: Date | null;
}

/**
 * Reads what questions about a user's Pins are answered from: the packed days of some metrics, in one statement, and
 * what was read and of which Pins. null: no numbers were ever read of this identity.
 */
export const scanNumbers = (
  db: Db,
  cache: DimensionCache,
  identityId: string,
  { ranges, metrics }: { ranges: readonly DayRange[]; metrics: readonly PinMetric[] },
): Promise<NumbersScan | null> =>
  // One snapshot: coverage that is newer than the days would turn figures into zeros.
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      // Both statements are sent at once.
      const [owner, days] = await Promise.all([
        findOwner(tx, identityId),
        readPackedDays(tx, identityId, ranges, metrics),
      ]);
      if (!owner) return null;
      const pins = await cache.of(tx, identityId, owner);
      const { coverage, availableThrough, toldAt } = owner;
      return { days, coverage, pins, availableThrough, toldAt };
    });
