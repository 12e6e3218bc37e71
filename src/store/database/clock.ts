import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** The database's clock as this process knows it: its last reading, carried on by the process's own stopwatch. */
export interface DatabaseClock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
  /** Takes in that the database's clock showed `at`, `ageMs` milliseconds ago. */
  learn(at: Date, ageMs: number): void;
  /** Reads it again when the last reading is older than `maxAgeMs`. */
  refresh(maxAgeMs: number): Promise<void>;
}

/** Smallest backward step, ms, that counts as a clock change; a smaller one can be statement latency. */
const stepMs = 10_000;

/** @param onSetBack called with the ms by which the clock was set back. @param stopwatch monotonic ms. */
export async function readDatabaseClock(
  db: Db,
  onSetBack: (ms: number) => void = () => {},
  stopwatch: () => number = () => performance.now(),
): Promise<DatabaseClock> {
  let reading = { atMs: 0, takenMs: 0 };
  const nowMs = () => reading.atMs + stopwatch() - reading.takenMs;
  const read = async () => {
    const began = stopwatch();
    const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
    const at = rows[0]?.at ?? new Date();
    return { atMs: at.getTime(), takenMs: (began + stopwatch()) / 2 };
  };
  const take = (next: typeof reading) => {
    const backMs = nowMs() - (next.atMs + stopwatch() - next.takenMs);
    reading = next;
    if (backMs > stepMs) onSetBack(backMs);
  };
  reading = await read();
  return {
    nowMs,
    learn: (at, ageMs) => take({ atMs: at.getTime(), takenMs: stopwatch() - ageMs }),
    refresh: async (maxAgeMs) => {
      if (stopwatch() - reading.takenMs > maxAgeMs) take(await read());
    },
  };
}
