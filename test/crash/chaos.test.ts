import { expect, test } from 'vitest';
import { temporaryDatabase } from '../harness/database.ts';
import { runChaos } from './chaos-run.ts';

// The full form, 1,000 Pins and 100 kills, is `npm run bench chaos`.
test('kills, failures and clocks at random: every Pin is published exactly once, or asked about', async () => {
  const database = await temporaryDatabase();
  const log: string[] = [];
  try {
    const result = await runChaos({
      database: database.connection,
      pins: 60,
      accounts: 10,
      workers: 3,
      kills: 8,
      clockMoves: 8,
      killEveryMs: 700,
      failing: 0.2,
      hangMs: 1_500,
      timeoutMs: 40_000,
      log: (text) => log.push(text),
    });
    expect(result, log.join('\n')).toMatchObject({
      lost: 0,
      doubled: 0,
      stuck: 0,
      mismatched: 0,
      kills: 8,
    });
    expect(result.failed).toEqual(result.asked ? { PIN_OUTCOME_UNKNOWN: result.asked } : {});
    expect(result.struck).toBeGreaterThan(0);
  } finally {
    await database.drop();
  }
}, 90_000);
