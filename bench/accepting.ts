import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Bench } from './report.ts';
import { quantile } from './spent.ts';
import { openBareInsert } from './bare-insert.ts';
import { createHarness, type BenchHarness } from './bench-harness.ts';
import type { Sending } from './post-sender.ts';

const accountCount = 8;
const imageCount = 250;
const atOnce = 16;
const postsPerRound = 640;
const rounds = 3;
/** Posts of one bulk call, and calls of a round; as many at once as the product works on. */
const bulk = { rows: 500, calls: 6, atOnce: 2 };
const day = 86_400_000;

let planned = 0;
/** An hour after the last one of the same account, which keeps its spacing rules. */
const nextTime = (): Date =>
  new Date(Date.now() + 30 * day + Math.floor(planned++ / accountCount) * 3_600_000);

/** Cost of validation, idempotency key and response on top of the bare INSERT. */
export const accepting: Bench = {
  name: 'accepting',
  about: 'scheduled posts accepted per second over HTTP, against bare INSERTs of the same rows',
  async run(log) {
    const harness = await createHarness(accountCount);
    const bare = await openBareInsert(harness.database, accountCount);
    const sender = startSender(harness);
    try {
      const mediaIds = await uploadImages(harness);
      const post = (label: string, index: number) => {
        const account = harness.accounts[index % accountCount];
        const title = `${label}-${index}`;
        const link = `https://example.com/${title}`;
        const platformSpecificData = { boardId: account?.boardId, title, link };
        return {
          mediaIds: [mediaIds[planned % mediaIds.length]],
          scheduledFor: nextTime().toISOString(),
          platforms: [{ accountId: account?.id, platformSpecificData }],
        };
      };
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

/** Different images, of which each Pin of a plan has another. @returns their ids */
async function uploadImages({ client }: BenchHarness): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < imageCount; index++) {
    const background = { r: index, g: 255 - index, b: (index * 37) % 256 };
    const image = await sharp({ create: { width: 200, height: 300, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const { media } = await client.media.upload(new Blob([new Uint8Array(image)]), `${index}.jpg`);
    ids.push(media.id);
  }
  return ids;
}

function startSender({ app, apiKey }: BenchHarness) {
  const child = fork(fileURLToPath(new URL('post-sender.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  return {
    /** @returns requests answered per second */
    send: (
      { path, ...how }: Pick<Sending, 'status' | 'atOnce'> & { path: string },
      bodies: string[],
    ): Promise<number> =>
      new Promise((resolve, reject) => {
        const sending: Sending = { url: `${app.url}/api/v1/${path}`, apiKey, bodies, ...how };
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
