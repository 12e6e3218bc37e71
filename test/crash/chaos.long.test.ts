import { expect, test } from 'vitest';
import { temporaryDatabase } from '../harness/database.ts';
import { runChaos } from './chaos-run.ts';

test('hundreds of Pins, dozens of kills and moved clocks: each once, or asked about', async () => {
  const database = await temporaryDatabase();
  try {
    const result = await runChaos({
      database: database.connection,
      pins: 400,
      accounts: 30,
      workers: 3,
      kills: 40,
      clockMoves: 20,
      killEveryMs: 1_200,
      failing: 0.2,
      hangMs: 10_000,
      timeoutMs: 240_000,
    });
    expect(result).toMatchObject({ lost: 0, doubled: 0, stuck: 0, mismatched: 0, kills: 40 });
    expect(result.failed).toEqual(result.asked ? { PIN_OUTCOME_UNKNOWN: result.asked } : {});
  } finally {
    await database.drop();
  }
}, 600_000);
