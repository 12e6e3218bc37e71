import { sql } from 'kysely';
import sharp from 'sharp';
import { execute, registry } from '../src/operations/index.ts';
import { several, type BenchAccount, type BenchHarness } from './bench-harness.ts';
import { quantile } from './spent.ts';

/** Milliseconds between the last preparation and the first due Pin. */
const leadMs = 3_000;
const day = 86_400_000;

/** A picture as small as Pinterest takes: what is measured is our punctuality and not the sandbox's decoding. */
export async function smallPicture({ client }: BenchHarness): Promise<string> {
  const image = await sharp({
    create: { width: 200, height: 300, channels: 3, background: '#a05030' },
  })
    .jpeg()
    .toBuffer();
  const { media } = await client.media.upload(new Blob([new Uint8Array(image)]), 'small.jpg');
  return media.id;
}

export interface Wave {
  /** Part of each title, so that waves can be told apart. */
  name: string;
  accounts: readonly BenchAccount[];
  mediaId: string;
  pinCount: number;
  overMs: number;
}

/** Plans Pins of accounts in turn, evenly over a time that begins in a few seconds. */
export async function planWave(
  { call, app }: BenchHarness,
  { name, accounts, mediaId, pinCount, overMs }: Wave,
  log: (text: string) => void = () => {},
): Promise<void> {
  const tomorrow = Date.now() + day;
  const pins = Array.from({ length: pinCount }, (_, index) => index);
  await several(pins, async (index) => {
    const account = accounts[index % accounts.length];
    await execute(registry['posts.create'], call, {
      mediaIds: [mediaId],
      scheduledFor: new Date(tomorrow + Math.floor((index / pinCount) * overMs)).toISOString(),
      platforms: [
        {
          accountId: account?.id,
          platformSpecificData: {
            boardId: account?.boardId,
            title: `${name} ${index}`,
            link: `https://example.com/${encodeURIComponent(name)}/${index}`,
          },
        },
      ],
    });
    if (index % 2_000 === 1_999) log(`${index + 1} Pins planned`);
  });
  const { db } = app.store;
  await sql`analyze post, pin`.execute(db);
  const earlier = sql`(${new Date(tomorrow).toISOString()}::timestamptz - now() - ${leadMs} * interval '1 ms')`;
  await sql`
    update pin set due_at = due_at - ${earlier}, scheduled_for = scheduled_for - ${earlier}
    where title like ${`${name} %`}`.execute(db);
}

/** How late the requests of a wave left, in ms, by the share of Pins; once all are out. */
export async function latenessOf(
  { app }: BenchHarness,
  { name, pinCount }: Pick<Wave, 'name' | 'pinCount'>,
  log: (text: string) => void = () => {},
  everyMs = 10_000,
): Promise<(share: number) => number> {
  const { db } = app.store;
  for (const deadline = Date.now() + 10 * 60_000; Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const { rows } = await sql<{ status: string; count: number }>`
      select status, count(*) from pin where title like ${`${name} %`} group by status`.execute(db);
    log(rows.map(({ status, count }) => `${count} ${status}`).join(', '));
    if (rows.length !== 1 || rows[0]?.status !== 'published' || rows[0].count !== pinCount)
      continue;
    const { rows: pins } = await sql<{ late: number }>`
      select extract(epoch from sent_at - scheduled_for)::float8 * 1000 as late from pin
      where title like ${`${name} %`}`.execute(db);
    const late = pins.map((pin) => pin.late);
    return (share) => quantile(late, share);
  }
  throw new Error('Some Pins did not go out.');
}
