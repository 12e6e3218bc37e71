import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Bench } from './report.ts';
import { openBareInsert } from './bare-insert.ts';
import { createHarness, type BenchHarness } from './bench-harness.ts';
import type { Sending } from './post-sender.ts';

const accountCount = 8;
const atOnce = 16;
const postsPerRound = 640;
const rounds = 3;
const day = 86_400_000;

let planned = 0;
/** Half an hour after the last one of the same account: a plan as a person makes it. */
const nextTime = (): Date =>
  new Date(Date.now() + 30 * day + Math.floor(planned++ / accountCount) * 1_800_000);

/** Cost of validation, idempotency key and response on top of the bare INSERT. */
export const accepting: Bench = {
  name: 'accepting',
  about: 'scheduled posts accepted per second over HTTP, against bare INSERTs of the same rows',
  async run(log) {
    const harness = await createHarness(accountCount);
    const bare = await openBareInsert(harness.database, accountCount);
    const sender = startSender(harness);
    try {
      const background = '#a05030';
      const image = await sharp({ create: { width: 200, height: 300, channels: 3, background } })
        .jpeg()
        .toBuffer();
      const { media } = await harness.client.media.upload(
        new Blob([new Uint8Array(image)]),
        'small.jpg',
      );
      const accept = (count: number, label: string) =>
        sender.send(
          Array.from({ length: count }, (_, index) => {
            const account = harness.accounts[index % accountCount];
            const title = `${label}-${index}`;
            const link = `https://example.com/${title}`;
            return JSON.stringify({
              mediaIds: [media.id],
              scheduledFor: nextTime().toISOString(),
              platforms: [
                {
                  accountId: account?.id,
                  platformSpecificData: { boardId: account?.boardId, title, link },
                },
              ],
            });
          }),
        );
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
      const ratio = ratios.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
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
      ];
    } finally {
      sender.stop();
      await bare.close();
      await harness.close();
    }
  },
};

function startSender({ app, apiKey }: BenchHarness) {
  const child = fork(fileURLToPath(new URL('post-sender.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  return {
    /** @returns posts accepted per second */
    send: (bodies: string[]): Promise<number> =>
      new Promise((resolve, reject) => {
        const sending: Sending = { url: `${app.url}/api/v1/posts`, apiKey, bodies, atOnce };
        const failed = () => reject(new Error('The sender stopped.'));
        child.once('exit', failed);
        child.once('message', (ms) => {
          child.off('exit', failed);
          resolve((bodies.length * 1000) / Number(ms));
        });
        child.send(sending);
      }),
    stop: () => child.kill(),
  };
}
