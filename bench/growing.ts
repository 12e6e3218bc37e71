import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import sharp from 'sharp';
import { startApp, type App } from '../src/app/index.ts';
import { loadConfig, newApiKey } from '../src/config/index.ts';
import { execute, registry, type Call } from '../src/operations/index.ts';
import { createClient } from '../src/sdk/index.ts';
import { createDatabase, databaseDir, startEmbedded } from '../src/postgres/index.ts';
import { upsertAccount, type DatabaseConfig, type Db } from '../src/store/index.ts';
import { storeBoards } from '../test/harness/boards.ts';
import type { Bench, Figure } from './report.ts';
import { quantile } from './spent.ts';

const rounds = 200;
const accountCount = 100;
const boardId = '100000000000000001';
/** The month that the calendar shows; both databases have the same posts in it. */
const month = { from: '2027-03-01T00:00:00Z', to: '2027-03-31T23:59:59Z' };

/** What the everyday requests cost with 1,000 and with 1,000,000 posts planned in the same workspace. */
export const growing: Bench = {
  name: 'growing',
  about: 'accepting, listing and showing a month with 1,000 and with 1,000,000 planned posts',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    chmodSync(dir, 0o755);
    const server = await startEmbedded({ dir: databaseDir(dir) });
    const worlds: BenchHarness[] = [];
    try {
      for (const name of ['small', 'large'])
        worlds.push(await openWorld(await createDatabase(server.connection, name), dir));
      const [small, large] = worlds;
      if (!small || !large) throw new Error('Nothing was opened.');
      for (const harness of [small, large])
        await plan(harness, { posts: 1_000, from: month.from, days: 30 });
      for (let year = 0; year < 10; year++) {
        await plan(large, { posts: 99_900, from: `${2028 + year}-01-01T00:00:00Z`, days: 360 });
        log(`${(year + 1) * 99_900 + 1_000} posts planned`);
      }
      for (const { db } of [small, large]) await sql`vacuum analyze`.execute(db);
      const figures: Figure[] = [];
      for (const [name, work] of Object.entries(works)) {
        const [few, many] = await medians([small, large], work);
        const ratio = (many ?? NaN) / (few ?? NaN);
        figures.push(
          { name: `${name}, 1,000,000 planned`, value: many ?? NaN, unit: 'ms' },
          { name: `Growth: ${name}`, value: ratio, unit: '×', aim: '≤ 1.3', met: ratio <= 1.3 },
        );
      }
      return figures;
    } finally {
      for (const { app } of worlds) await app.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface BenchHarness {
  app: App;
  db: Db;
  call: Call;
  accountIds: string[];
  mediaId: string;
}

let unique = 0;
const works: Record<string, (harness: BenchHarness) => Promise<unknown>> = {
  'Accepting a post': ({ call, accountIds, mediaId }) =>
    execute(registry['posts.create'], call, {
      mediaIds: [mediaId],
      scheduledFor: '2027-05-01T10:00:00Z',
      platforms: [
        {
          accountId: accountIds[unique % accountIds.length],
          platformSpecificData: {
            boardId,
            title: `Pin ${unique++}`,
            link: `https://example.com/${unique}`,
          },
        },
      ],
    }),
  'The newest page of the list': ({ call }) => execute(registry['posts.list'], call, { limit: 50 }),
  'The list of one status': ({ call }) =>
    execute(registry['posts.list'], call, { limit: 50, status: 'scheduled' }),
  'A month of the calendar': ({ call }) =>
    execute(registry['posts.list'], call, {
      limit: 500,
      sortBy: 'scheduled-asc',
      dateFrom: month.from,
      dateTo: month.to,
    }),
};

/** The product on a database of its own; nothing is due, so nothing is published. */
async function openWorld(database: DatabaseConfig, dir: string): Promise<BenchHarness> {
  const apiKey = newApiKey();
  const app = await startApp({
    config: loadConfig({ LINCHPIN_PORT: '0', LINCHPIN_DATA_DIR: dir }),
    secrets: { apiKey, secretKey: 'b'.repeat(64) },
    database,
    pinterest: {
      apiUrl: 'http://127.0.0.1:9/v5',
      oauthUrl: 'http://127.0.0.1:9/oauth',
      clientId: 'bench',
      clientSecret: 'bench',
      sandboxUrl: 'http://127.0.0.1:9',
    },
    logger: pino({ level: 'error' }, pino.destination(2)),
    roles: { serve: true, work: false },
  });
  const { db } = app.store;
  const accountIds: string[] = [];
  for (let index = 0; index < accountCount; index++) {
    const username = `grow_${index}`;
    const facts = { pinterestUserId: username, username, displayName: username };
    const { id } = await upsertAccount(db, app.workspaceId, {
      ...facts,
      profileImage: null,
      scopes: [],
      host: 'sandbox',
    });
    await storeBoards(db, id, [
      {
        id: boardId,
        name: 'Bench',
        description: '',
        privacy: 'PUBLIC',
        pinCount: 5_000,
        ownerUsername: username,
      },
    ]);
    accountIds.push(id);
  }
  const background = '#a05030';
  const image = await sharp({ create: { width: 200, height: 300, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const client = createClient({ baseUrl: app.url, apiKey, retries: 0 });
  const { media } = await client.media.upload(new Blob([new Uint8Array(image)]), 'small.jpg');
  const call = { ...app.deps, actor: app.actor, idempotencyKey: null };
  return { app, db, call, accountIds, mediaId: media.id };
}

/** Posts with one Pin each, spread evenly over the accounts and the days; triggers are off meanwhile. */
async function plan(
  { db, app, accountIds, mediaId }: BenchHarness,
  what: { posts: number; from: string; days: number },
): Promise<void> {
  const { workspaceId } = app;
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`insert into post_tally values (${workspaceId}, 'scheduled', ${what.posts})`.execute(
      tx,
    );
    await sql`
      create temporary table planned on commit drop as
      select substr(md5(random()::text), 1, 24) as id,
        (${accountIds}::text[])[1 + n % ${accountIds.length}::int] as account_id,
        ${what.from}::timestamptz + n * (${what.days}::int * interval '1 day' / ${what.posts}::int) as at,
        n
      from generate_series(0, ${what.posts}::int - 1) n`.execute(tx);
    await sql`
      insert into post (id, workspace_id, content, timezone, status, media_ids, scheduled_for)
      select id, ${workspaceId}, 'Planned ' || n, 'UTC', 'scheduled', array[${mediaId}::text], at from planned`.execute(
      tx,
    );
    await sql`
      insert into pin (id, post_id, workspace_id, account_id, identity_id, position, board_id, title, link, media_ids, status,
        scheduled_for, due_at, content_key, fingerprint, accepted_at)
      select id, id, ${workspaceId}, account_id, (select identity_id from account where account.id = account_id), 0, ${boardId}, 'Planned ' || n, 'https://example.com/planned/' || id,
        array[${mediaId}::text], 'scheduled', at, at, md5(id), substr(md5(id), 1, 16), now() from planned`.execute(
      tx,
    );
  });
}

/** Medians in ms. The databases take turns, so that whatever else the machine does falls on both. */
async function medians(
  worlds: readonly BenchHarness[],
  work: (harness: BenchHarness) => Promise<unknown>,
): Promise<number[]> {
  const times = worlds.map(() => [] as number[]);
  for (let round = -10; round < rounds; round++)
    for (const [index, harness] of worlds.entries()) {
      const began = performance.now();
      await work(harness);
      if (round >= 0) times[index]?.push(performance.now() - began);
    }
  return times.map((list) => quantile(list, 0.5));
}
