import { createHarness } from './bench-harness.ts';
import { latenessOf, planWave, smallPicture } from './due-pins.ts';
import { planPosts } from './planned-posts.ts';
import type { Bench } from './report.ts';
import { startSender } from './sender.ts';
import { watchLoop } from './spent.ts';

const accountCount = 8;
const due = { pinCount: 100, overMs: 30_000 };
const bulks = { calls: 32, rows: 500 };

/** How late Pins leave while many bulks are accepted, and whether each of those is answered. */
export const bulk: Bench = {
  name: 'bulk',
  about: `${due.pinCount} Pins due over half a minute, beside ${bulks.calls} bulks of ${bulks.rows} posts sent at once`,
  async run(log) {
    const harness = await createHarness(accountCount);
    const sender = startSender(harness);
    try {
      const { accounts } = harness;
      const { post } = await planPosts(harness);
      const mediaId = await smallPicture(harness);
      const publish = async (name: string, { pinCount, overMs } = due) => {
        const wave = { name, accounts, mediaId, pinCount, overMs };
        await planWave(harness, wave);
        const loop = watchLoop();
        const late = await latenessOf(harness, wave, () => {}, 1_000);
        const found = { p50: late(0.5), p99: late(0.99), most: late(1), blockMs: loop.stop().ms };
        log(
          `${name}: half ${found.p50.toFixed(0)} ms, 99 of 100 ${found.p99.toFixed(0)} ms, the last ${found.most.toFixed(0)} ms late; longest block ${found.blockMs.toFixed(0)} ms`,
        );
        return found;
      };
      const send = async (name: string, calls: number) => {
        const began = performance.now();
        // A call that is not answered with 200 ends the bench.
        await sender.send(
          { path: 'posts/bulk', status: 200, atOnce: calls },
          Array.from({ length: calls }, (_, call) =>
            JSON.stringify({
              posts: Array.from({ length: bulks.rows }, (__, row) => post(`${name}-${call}`, row)),
            }),
          ),
        );
        return (performance.now() - began) / 1000;
      };
      await send('warm', 2);
      await publish('Warm', { pinCount: 20, overMs: 4_000 });
      const alone = await publish('Alone');
      const [beside, seconds] = await Promise.all([
        publish('Beside bulks'),
        send('beside', bulks.calls),
      ]);
      const rate = (bulks.calls * bulks.rows) / seconds;
      log(`${bulks.calls} bulks took ${seconds.toFixed(1)} s`);
      return [
        { name: 'Alone: lateness of the last Pin', value: alone.most, unit: 'ms' },
        {
          name: 'Beside bulks: lateness of the last Pin',
          value: beside.most,
          unit: 'ms',
          aim: '≤ 150',
          met: beside.most <= 150,
        },
        { name: 'Beside bulks: ratio to alone', value: beside.most / alone.most, unit: '×' },
        { name: 'Beside bulks: longest block', value: beside.blockMs, unit: 'ms' },
        { name: 'Posts accepted meanwhile', value: rate, unit: '/s' },
      ];
    } finally {
      sender.stop();
      await harness.close();
    }
  },
};
