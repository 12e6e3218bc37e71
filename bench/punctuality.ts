import { sql } from 'kysely';
import sharp from 'sharp';
import { execute, registry } from '../src/operations/index.ts';
import type { Bench } from './report.ts';
import { createHarness, several } from './bench-harness.ts';

const accountCount = 1_000;
const pinCount = 10_000;
const overMs = 60_000;
/** Milliseconds between the last preparation and the first due Pin. */
const leadMs = 3_000;
const day = 86_400_000;

/** How late Pins leave when very many fall due within one minute. */
export const punctuality: Bench = {
  name: 'punctuality',
  about: '10,000 Pins of 1,000 accounts due over one minute: how late their requests leave',
  async run(log) {
    const harness = await createHarness(accountCount);
    try {
      log(`${harness.accounts.length} accounts connected`);
      // Small, since what is measured is our punctuality and not the sandbox's decoding on the same two cores.
      const image = await sharp({
        create: { width: 200, height: 300, channels: 3, background: '#a05030' },
      })
        .jpeg()
        .toBuffer();
      const { media } = await harness.client.media.upload(
        new Blob([new Uint8Array(image)]),
        'small.jpg',
      );
      const tomorrow = Date.now() + day;
      const pins = Array.from({ length: pinCount }, (_, index) => index);
      await several(pins, async (index) => {
        const account = harness.accounts[index % accountCount];
        await execute(registry['posts.create'], harness.call, {
          mediaIds: [media.id],
          scheduledFor: new Date(tomorrow + Math.floor((index / pinCount) * overMs)).toISOString(),
          platforms: [
            {
              accountId: account?.id,
              platformSpecificData: {
                boardId: account?.boardId,
                title: `Pin ${index}`,
                link: `https://example.com/${index}`,
              },
            },
          ],
        });
        if (index % 2_000 === 1_999) log(`${index + 1} Pins planned`);
      });
      const { db } = harness.app.store;
      await sql`analyze`.execute(db);
      const earlier = sql`(${new Date(tomorrow).toISOString()}::timestamptz - now() - ${leadMs} * interval '1 ms')`;
      await sql`update pin set due_at = due_at - ${earlier}, scheduled_for = scheduled_for - ${earlier}`.execute(
        db,
      );
      const late = await lateness(db, log);
      const at = (share: number) =>
        late[Math.min(late.length - 1, Math.floor(share * late.length))] ?? NaN;
      return [
        { name: 'Lateness, half of the Pins', value: at(0.5) * 1000, unit: 'ms' },
        {
          name: 'Lateness, 99 of 100',
          value: at(0.99) * 1000,
          unit: 'ms',
          aim: '≤ 1000',
          met: at(0.99) <= 1,
        },
        { name: 'Lateness, the last one', value: at(1) * 1000, unit: 'ms' },
      ];
    } finally {
      await harness.close();
    }
  },
};

/** Seconds between due and sent of every Pin, sorted, once all are out. */
async function lateness(
  db: Awaited<ReturnType<typeof createHarness>>['app']['store']['db'],
  log: (text: string) => void,
): Promise<number[]> {
  for (const deadline = Date.now() + 10 * 60_000; Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const { rows } = await sql<{ status: string; count: number }>`
      select status, count(*) from pin group by status`.execute(db);
    log(rows.map(({ status, count }) => `${count} ${status}`).join(', '));
    if (rows.length === 1 && rows[0]?.status === 'published') {
      const { rows: pins } = await sql<{ late: number }>`
        select extract(epoch from sent_at - scheduled_for)::float8 as late from pin order by late`.execute(
        db,
      );
      return pins.map(({ late }) => late);
    }
  }
  throw new Error('Some Pins did not go out.');
}
