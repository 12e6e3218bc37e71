import { createHarness } from './bench-harness.ts';
import { latenessOf, planWave, smallPicture } from './due-pins.ts';
import type { Bench } from './report.ts';

const accountCount = 1_000;
const pinCount = 10_000;
const overMs = 60_000;

/** How late Pins leave when very many fall due within one minute. */
export const punctuality: Bench = {
  name: 'punctuality',
  about: '10,000 Pins of 1,000 accounts due over one minute: how late their requests leave',
  async run(log) {
    const harness = await createHarness(accountCount);
    try {
      const { accounts } = harness;
      log(`${accounts.length} accounts connected`);
      const mediaId = await smallPicture(harness);
      const wave = { name: 'Pin', accounts, mediaId, pinCount, overMs };
      await planWave(harness, wave, log);
      const late = await latenessOf(harness, wave, log);
      return [
        { name: 'Lateness, half of the Pins', value: late(0.5), unit: 'ms' },
        {
          name: 'Lateness, 99 of 100',
          value: late(0.99),
          unit: 'ms',
          aim: '≤ 1000',
          met: late(0.99) <= 1_000,
        },
        { name: 'Lateness, the last one', value: late(1), unit: 'ms' },
      ];
    } finally {
      await harness.close();
    }
  },
};
