import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseDir, startEmbedded } from '../src/postgres/index.ts';
import { installClock } from '../test/harness/clock.ts';
import { runChaos } from '../test/crash/chaos-run.ts';
import type { Bench } from './report.ts';

/** Exactly once, counted by the sandbox, while workers are killed and Pinterest fails. */
export const chaos: Bench = {
  name: 'chaos',
  about:
    '1,000 Pins over 50 accounts, 3 workers, 100 kill -9, 50 moved clocks, 20 % of creates failing',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    chmodSync(dir, 0o755);
    const database = await startEmbedded({ dir: databaseDir(dir) });
    try {
      await installClock(database.connection);
      const result = await runChaos({
        database: database.connection,
        pins: 1_000,
        accounts: 50,
        workers: 3,
        kills: 100,
        clockMoves: 50,
        killEveryMs: 1200,
        failing: 0.2,
        hangMs: 10_000,
        timeoutMs: 300_000,
        log,
      });
      log(JSON.stringify(result));
      const none = (name: string, value: number) => ({
        name,
        value,
        unit: 'Pins',
        aim: '0',
        met: value === 0,
      });
      const failed = Object.values(result.failed).reduce((sum, count) => sum + count, 0);
      return [
        none('Lost', result.lost),
        none('Doubled', result.doubled),
        none('Stuck', result.stuck),
        none('Failed without a question', failed - result.asked),
        {
          name: 'Asked about, as a clock was moved meanwhile',
          value: result.asked,
          unit: 'Pins',
        },
        none('Naming another Pin than their own', result.mismatched),
        { name: 'kill -9', value: result.kills, unit: '', aim: '≥ 100', met: result.kills >= 100 },
        { name: 'Looked for after a lost answer', value: result.searched, unit: 'Pins' },
        { name: 'Creates', value: result.creates, unit: 'requests' },
        { name: 'Creates struck by a fault', value: result.struck, unit: 'requests' },
        { name: 'Time', value: result.seconds, unit: 's' },
      ];
    } finally {
      await database.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
