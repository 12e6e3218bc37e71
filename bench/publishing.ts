import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { loadConfig } from '../src/config/index.ts';
import type { PinterestClient } from '../src/pinterest/index.ts';
import type { Bench } from './report.ts';
import { quantile } from './spent.ts';
import { createHarness, perSecond, type BenchAccount, type BenchHarness } from './bench-harness.ts';

const accountCount = 16;
const pinsPerRound = 320;
const rounds = 3;

/**
 * The way of a Pin from POST /posts to recorded as published, and from due to recorded, against bare POST /pins
 * requests.
 */
export const publishing: Bench = {
  name: 'publishing',
  about:
    'Pins per second from POST /posts to published, and from due to published, against a bare loop of POST /pins',
  async run(log) {
    const harness = await createHarness(accountCount);
    try {
      const image = await readFile(join(loadConfig({}).packageRoot, 'examples', 'kitchen.jpg'));
      const { media } = await harness.client.media.upload(
        new Blob([new Uint8Array(image)]),
        'kitchen.jpg',
      );
      const clients = await bareClients(harness);
      const data = image.toString('base64');
      const bare = (account: BenchAccount, title: string) =>
        (clients.get(account.id) as PinterestClient).pins.create({
          board_id: account.boardId,
          title,
          link: 'https://example.com/bench',
          media_source: { source_type: 'image_base64', content_type: 'image/jpeg', data },
        });
      const body = (account: BenchAccount, title: string, link: string) => ({
        mediaIds: [media.id],
        platforms: [
          {
            accountId: account.id,
            platformSpecificData: { boardId: account.boardId, title, link },
          },
        ],
      });
      const full = async (account: BenchAccount, title: string) => {
        const { post } = await harness.client.posts.create({
          ...body(account, title, 'https://example.com/bench'),
          publishNow: true,
        });
        if (post.status !== 'published') throw new Error(`Pin ended as ${post.status}.`);
      };
      const plan = (account: BenchAccount, title: string) =>
        harness.client.posts.create({
          ...body(account, title, `https://example.com/${encodeURIComponent(title)}`),
          scheduledFor: new Date(Date.now() + 86_400_000 + 60_000 * planned++).toISOString(),
        });

      await perSecond(harness, 64, 'warm', bare);
      await perSecond(harness, 64, 'warm', full);
      const ratios: number[] = [];
      const dueRatios: number[] = [];
      let planned = 0;
      let dueRate = 0;
      let fullRate = 0;
      let bareRate = 0;
      let callsPerPin = 0;
      for (let round = 1; round <= rounds; round++) {
        bareRate = await perSecond(harness, pinsPerRound, `bare ${round}`, bare);
        const before = await harness.calls();
        fullRate = await perSecond(harness, pinsPerRound, `full ${round}`, full);
        const after = await harness.calls();
        callsPerPin = (total(after) - total(before)) / pinsPerRound;
        await perSecond(harness, 2 * pinsPerRound, `due ${round}`, plan);
        dueRate = await publishDue(harness);
        ratios.push(fullRate / bareRate);
        dueRatios.push(dueRate / bareRate);
        log(
          `round ${round}: ${fullRate.toFixed(0)} Pins/s, due ${dueRate.toFixed(0)}/s, bare ${bareRate.toFixed(0)}/s`,
        );
      }
      const ratio = quantile(ratios, 0.5);
      const dueRatio = quantile(dueRatios, 0.5);
      return [
        { name: 'Published per second', value: fullRate, unit: 'Pins/s' },
        { name: 'Accepted before and due, per second', value: dueRate, unit: 'Pins/s' },
        { name: 'Bare POST /pins per second', value: bareRate, unit: '/s' },
        {
          name: 'Ratio to the bare loop (median)',
          value: ratio,
          unit: '×',
          aim: '≥ 0.5',
          met: ratio >= 0.5,
        },
        {
          name: 'Ratio of due Pins to the bare loop (median)',
          value: dueRatio,
          unit: '×',
          aim: '≥ 0.65',
          met: dueRatio >= 0.65,
        },
        {
          name: 'Pinterest calls per image Pin',
          value: callsPerPin,
          unit: 'calls',
          aim: '1',
          met: callsPerPin === 1,
        },
      ];
    } finally {
      await harness.close();
    }
  },
};

/** Makes all that is planned due at once. @returns how many were published per second */
async function publishDue({ app }: BenchHarness): Promise<number> {
  const { db } = app.store;
  const began = performance.now();
  const made = await sql`update pin set due_at = now() where status = 'scheduled'`.execute(db);
  for (;;) {
    const { rows } = await sql<{ left: number }>`
      select count(*)::int as left from pin where status in ('scheduled', 'publishing', 'held')`.execute(
      db,
    );
    if (rows[0]?.left === 0)
      return (Number(made.numAffectedRows) * 1000) / (performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Clients that are signed in as the accounts, without anything of ours between. */
async function bareClients(harness: BenchHarness): Promise<Map<string, PinterestClient>> {
  const clients = new Map<string, PinterestClient>();
  for (const account of harness.accounts)
    await harness.app.access.use(account.identityId, (client) => {
      clients.set(account.id, client);
      return Promise.resolve();
    });
  return clients;
}

const total = (calls: Record<string, number>): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);
