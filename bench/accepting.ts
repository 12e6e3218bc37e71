import type { Bench } from './report.ts';
import { quantile } from './spent.ts';
import { openBareInsert } from './bare-insert.ts';
import { createHarness } from './bench-harness.ts';
import { planPosts } from './planned-posts.ts';
import { startSender } from './sender.ts';

const accountCount = 8;
const atOnce = 16;
const postsPerRound = 640;
const rounds = 3;
/** Posts of one bulk call, and calls of a round; as many at once as the product works on. */
const bulk = { rows: 500, calls: 6, atOnce: 2 };

/** Cost of validation, idempotency key and response on top of the bare INSERT. */
export const accepting: Bench = {
  name: 'accepting',
  about: 'scheduled posts accepted per second over HTTP, against bare INSERTs of the same rows',
  async run(log) {
    const harness = await createHarness(accountCount);
    const bare = await openBareInsert(harness.database, accountCount);
    const sender = startSender(harness);
    try {
      const { post, nextTime } = await planPosts(harness);
      const accept = (count: number, label: string) =>
        sender.send(
          { path: 'posts', status: 201, atOnce },
          Array.from({ length: count }, (_, index) => JSON.stringify(post(label, index))),
        );
      const acceptMany = async (label: string) =>
        bulk.rows *
        (await sender.send(
          { path: 'posts/bulk', status: 200, atOnce: bulk.atOnce },
          Array.from({ length: bulk.calls }, (_, call) =>
            JSON.stringify({
              posts: Array.from({ length: bulk.rows }, (__, row) => post(`${label}-${call}`, row)),
            }),
          ),
        ));
      const insertMany = async (label: string) => {
        const began = performance.now();
        let next = 0;
        const lane = async () => {
          for (let call = next++; call < bulk.calls; call = next++)
            await bare.insertMany(
              Array.from({ length: bulk.rows }, (_, row) => ({
                account: row % accountCount,
                title: `${label}-${call}-${row}`,
                at: nextTime(),
              })),
            );
        };
        await Promise.all(Array.from({ length: bulk.atOnce }, lane));
        return (bulk.rows * bulk.calls * 1000) / (performance.now() - began);
      };
      const insert = async (count: number, label: string) => {
        let next = 0;
        const lane = async () => {
          for (let index = next++; index < count; index = next++)
            await bare.insert(index % accountCount, `${label}-${index}`, nextTime());
        };
        const began = performance.now();
        await Promise.all(Array.from({ length: atOnce }, lane));
        return (count * 1000) / (performance.now() - began);
      };
      await insert(300, 'warm');
      await accept(300, 'warm');
      const ratios: number[] = [];
      let accepted = 0;
      let inserted = 0;
      for (let round = 1; round <= rounds; round++) {
        inserted = await insert(4 * postsPerRound, `bare-${round}`);
        accepted = await accept(postsPerRound, `post-${round}`);
        ratios.push(accepted / inserted);
        log(`round ${round}: ${accepted.toFixed(0)} accepted/s, ${inserted.toFixed(0)} inserted/s`);
      }
      const many: { accepted: number; ratio: number }[] = [];
      for (let round = 0; round <= rounds; round++) {
        const bareMany = await insertMany(`bare-many-${round}`);
        const acceptedMany = await acceptMany(`many-${round}`);
        log(
          `${bulk.rows} at once: ${acceptedMany.toFixed(0)} accepted/s, ${bareMany.toFixed(0)} inserted/s`,
        );
        if (round > 0) many.push({ accepted: acceptedMany, ratio: acceptedMany / bareMany });
      }
      const ratio = quantile(ratios, 0.5);
      const manyRatio = quantile(
        many.map((each) => each.ratio),
        0.5,
      );
      const manyAccepted = quantile(
        many.map((each) => each.accepted),
        0.5,
      );
      return [
        { name: 'Accepted per second', value: accepted, unit: 'posts/s' },
        { name: 'Bare INSERTs of post and Pin per second', value: inserted, unit: '/s' },
        {
          name: 'Ratio to the bare INSERT (median)',
          value: ratio,
          unit: '×',
          aim: '≥ 0.25',
          met: ratio >= 0.25,
        },
        {
          name: `Accepted per second, ${bulk.rows} a call (median)`,
          value: manyAccepted,
          unit: 'posts/s',
          aim: '≥ 2000',
          met: manyAccepted >= 2000,
        },
        {
          name: 'Ratio to a bare multi-row INSERT (median)',
          value: manyRatio,
          unit: '×',
          aim: '≥ 0.5',
          met: manyRatio >= 0.5,
        },
      ];
    } finally {
      sender.stop();
      await bare.close();
      await harness.close();
    }
  },
};
