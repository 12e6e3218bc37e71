import type { SandboxControl } from '../../src/sandbox/index.ts';
import type { DatabaseConfig } from '../../src/store/index.ts';
import { openClock } from '../harness/clock.ts';

/** Pinterest's clock and the database's, each set to another time now and then. */
export interface Clocks {
  /** Sets one of them. */
  move: (log: (text: string) => void) => Promise<void>;
  /** Sets both to the time of this machine. */
  putRight: () => Promise<void>;
  close: () => Promise<void>;
}

const [minute, hour, day] = [60_000, 3600_000, 24 * 3600_000];
const away = {
  pinterest: [100_000, -100_000, 3 * minute, -3 * minute, hour, -hour, 31 * day, -31 * day, 0],
  database: [100_000, -100_000, 3 * minute, -3 * minute, hour, -hour, 0],
};

export async function startClocks(
  database: DatabaseConfig,
  control: Pick<SandboxControl, 'advanceClock'>,
): Promise<Clocks> {
  const clock = await openClock(database);
  const offset = { pinterest: 0, database: 0 };
  const set = async (which: keyof typeof offset, ms: number) => {
    const by = ms - offset[which];
    offset[which] = ms;
    if (which === 'pinterest') control.advanceClock(by);
    else await clock.stepDatabase(by);
  };
  let moves = 0;
  return {
    move: async (log) => {
      const which = moves++ % 2 === 0 ? 'pinterest' : 'database';
      const choices = away[which].filter((ms) => ms !== offset[which]);
      const ms = choices[Math.floor(Math.random() * choices.length)] ?? 0;
      log(`the clock of ${which} is set ${ms / 1000} s off`);
      await set(which, ms);
    },
    putRight: async () => {
      await set('pinterest', 0);
      await set('database', 0);
    },
    close: clock.close,
  };
}
