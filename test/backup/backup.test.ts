import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/analytics/index.ts';
import { writeArchive } from '../../src/backup/archive.ts';
import { createBackup, restoreBackup } from '../../src/backup/index.ts';
import { createBox } from '../../src/encryption/index.ts';
import { checkSecretKey } from '../../src/pinterest-access/index.ts';
import { newId } from '../../src/domain/ids.ts';
import { diskStorage } from '../../src/media/index.ts';
import {
  addPinEvents,
  insertPosts,
  openStore,
  storeReadings,
  type DatabaseConfig,
  type Store,
} from '../../src/store/index.ts';
import { newestMigration } from '../../src/store/database/migrate.ts';
import { createHarness, secretKey, until, type CrashHarness } from '../crash/crash-harness.ts';
import { shortPolicy } from '../crash/policy.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { startHere } from '../jobs/publisher.ts';

let dir: string;
let harness: CrashHarness;
const drops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-backup-'));
  const database = await temporaryDatabase();
  drops.push(database.drop);
  harness = await createHarness({ database: database.connection, accounts: 5 });
});
afterAll(async () => {
  await harness.close();
  for (const drop of drops) await drop();
  rmSync(dir, { recursive: true, force: true });
});

const place = (name: string) => join(dir, name);
const quiet = { onStep: () => {} };
const onDisk = { s3: null, credentials: null };
const backup = (name: string) =>
  createBackup({
    mediaConfig: onDisk,
    file: place(name),
    database: harness.database,
    dataDir: harness.dataDir,
    keys: true,
    version: '0.1.0',
    ...quiet,
  });

async function emptyDatabase(): Promise<DatabaseConfig> {
  const { connection, drop } = await temporaryDatabase({ empty: true });
  drops.push(drop);
  return connection;
}

interface Target {
  database: DatabaseConfig;
  dataDir: string;
}
const target = async (name: string): Promise<Target> => ({
  database: await emptyDatabase(),
  dataDir: place(name),
});
const restore = (
  name: string,
  to: Target,
  more: { replace?: boolean; secretKey?: string | null } = {},
) =>
  restoreBackup({
    mediaConfig: onDisk,
    file: place(name),
    ...to,
    replace: false,
    secretKey,
    ...quiet,
    ...more,
  });

const open = (database: DatabaseConfig): Promise<Store> =>
  openStore(database, { onError: () => {} });

/** Every row of every table as JSON, without what restoring changes of waiting Pins. */
async function everything({ db }: Store): Promise<Record<string, unknown[]>> {
  const tables = await db.introspection.getTables(); // Views and months as well.
  const contents: Record<string, unknown[]> = {};
  const ours = tables.filter(
    ({ name, schema }) =>
      schema === 'public' && !name.startsWith('linchpin_') && name !== 'webhook_cursor', // A restore moves it to the present, see webhooks.test.ts.
  );
  for (const { name } of ours) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - array['step', 'due_at', 'sent_at',
        'sent_snapshot', 'send_order', 'lease_token', 'xid'] as row from ${sql.table(name)} t
      where to_jsonb(t)->>'kind' is distinct from 'restored' order by 1`.execute(db);
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
}

/** Figures in a month that only they have a table for. */
async function storeNumbers(store: Store): Promise<void> {
  const { id } = await store.db.selectFrom('identity').select('id').executeTakeFirstOrThrow();
  await sql`insert into remote_pin (identity_id, pinterest_pin_id, board_id) values (${id}, '77', '1')`.execute(
    store.db,
  );
  const day = dayOf('2024-02-29');
  const days = [{ day, figures: { impressions: 300, saves: 2 } }];
  await storeReadings(store, id, [
    { pin: '77', set: 'standard', from: day, through: day + 3, finalThrough: day + 3, days },
  ]);
}

const hostile = [
  'tab\tline\nreturn\r\nbackslash \\ \\N \\. \\t',
  '"quotes" \'single\' $$dollar$$ ; drop table pin; --',
  'Grüße 你好 🧵👩‍👩‍👧 \u202eright to left\u202c e\u0301 \ufeff',
  '{"json": [1, null]} {a,b} \u0001\u001f\u007f',
  '',
];

test('the way there and back: every value, every byte, every key', async () => {
  const { db } = harness.store;
  const { workspaceId } = await db
    .selectFrom('media')
    .select('workspaceId')
    .executeTakeFirstOrThrow();
  for (const text of hostile)
    await harness.store.transaction((tx) =>
      insertPosts(tx, [
        {
          post: {
            id: newId(),
            workspaceId,
            content: text,
            title: null,
            scheduledFor: null,
            timezone: 'UTC',
            mediaIds: [],
            tags: hostile,
            metadata: { [text]: hostile, nested: { nothing: null, n: 1e-7 } },
          },
          pins: [],
        },
      ]),
    );

  const [pin = ''] = await harness.schedule([
    { account: harness.account(0), title: hostile[0] ?? '', inMs: 3600_000 },
  ]);
  await addPinEvents(db, pin, 1, [{ kind: 'request', detail: { text: hostile } }]);
  writeFileSync(join(harness.dataDir, 'secret-key'), `${secretKey}\n`);
  await checkSecretKey(db, createBox(secretKey));
  await storeNumbers(harness.store);
  const before = await everything(harness.store);
  expect(before['analytics_pin_day']).toEqual([expect.objectContaining({ impressions: 300 })]);

  const made = await backup('round.tar.gz');
  expect(made).toMatchObject({ media: 2, missingMedia: [], keys: ['secret-key'] });
  expect(statSync(made.file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['round.tar.gz']);

  const to = await target('round');
  expect(await restore('round.tar.gz', to, { secretKey: null })).toMatchObject({
    rows: made.rows,
    media: 2,
    pinsLookedFor: 1,
  });
  expect(readFileSync(join(to.dataDir, 'secret-key'), 'utf8')).toBe(`${secretKey}\n`);
  const store = await open(to.database);
  try {
    expect(await everything(store)).toEqual(before);
    const media = await store.db.selectFrom('media').selectAll().executeTakeFirstOrThrow();
    const read = (dataDir: string) =>
      diskStorage(join(dataDir, 'media')).readBuffer(media.preparedKey ?? '');
    expect(await read(to.dataDir)).toEqual(await read(harness.dataDir));
    const identity = await store.db.selectFrom('identity').selectAll().executeTakeFirstOrThrow();
    expect(createBox(secretKey).open(identity.accessToken ?? Buffer.alloc(0), identity.id)).toMatch(
      /^pina_/,
    );
    // Numbering goes on, and so do triggers.
    await addPinEvents(store.db, pin, 1, [{ kind: 'edited', detail: {} }]);
    await sql`update pin set status = 'cancelled' where id = ${pin}`.execute(store.db);
    expect(
      await store.db.selectFrom('post').select('id').where('status', '=', 'cancelled').execute(),
    ).toHaveLength(1);
  } finally {
    await store.close();
  }
});

test('what was published after the backup is not published again, and what was not is, at its time or when asked', async () => {
  const { control } = harness.sandbox;
  const at = (index: number) => harness.account(index);
  const hour = 3600_000;
  const [due = '', early = '', held = '', planned = '', unsent = ''] = await harness.schedule([
    { account: at(0), title: 'Due' },
    { account: at(1), title: 'Published early', inMs: hour },
    { account: at(2), title: 'Held, then published', inMs: hour },
    { account: at(3), title: 'Planned', inMs: 8_000 },
    { account: at(4), title: 'Not sent' },
  ]);
  const { db } = harness.store;
  await sql`update pin set status = 'held', due_at = null where id = ${held}`.execute(db);
  await backup('past.tar.gz');

  await sql`update pin set due_at = null where id in (${planned}, ${unsent})`.execute(db);
  const original = await startHere(harness, { policy: shortPolicy });
  const published = [due, early, held];
  await sql`update pin set due_at = now() where id in (${early}, ${held})`.execute(db);
  await until('they are out', async () =>
    (await Promise.all(published.map(harness.pin))).every(({ status }) => status === 'published'),
  );
  await original.close();
  const ids = (await Promise.all(published.map(harness.pin))).map((pin) => pin.pinterestPinId);

  const to = await target('past');
  await restore('past.tar.gz', to);
  const restored = await startHere({ ...harness, ...to }, { policy: shortPolicy });
  try {
    const rows = restored.store.db;
    // The held one is let go, as after its account was connected again; the early one reaches its time.
    await sql`update pin set due_at = now() where id in (${early}, ${held})`.execute(rows);
    const waiting = [...published, planned, unsent];
    const find = () => rows.selectFrom('pin').selectAll().where('id', 'in', waiting).execute();
    await until(
      'each has found its end',
      async () =>
        (await find()).every(({ id, status }) => status === (id === unsent ? 'held' : 'published')),
      25_000,
    );
    const pins = await find();
    expect(published.map((id) => pins.find((pin) => pin.id === id)?.pinterestPinId)).toEqual(ids);
    for (const { title, attempts, scheduledFor, publishedAt, id } of pins) {
      const made = control.state().pins.filter((pin) => pin.title === title).length;
      expect([title, made]).toEqual([title, id === unsent ? 0 : 1]);
      if (published.includes(id)) expect([title, attempts]).toEqual([title, 0]);
      if (id === planned) expect(Number(publishedAt)).toBeGreaterThanOrEqual(Number(scheduledFor));
    }
  } finally {
    await restored.close();
  }
}, 60_000);

test('a database without Linchpin cannot be backed up', async () => {
  const database = await emptyDatabase();
  const attempt = createBackup({
    mediaConfig: onDisk,
    file: place('nothing.tar.gz'),
    database,
    dataDir: harness.dataDir,
    keys: true,
    version: '0.1.0',
    ...quiet,
  });
  await expect(attempt).rejects.toThrow(/nothing of Linchpin/);
  expect(existsSync(place('nothing.tar.gz'))).toBe(false);
});

describe('is refused, and nothing is touched', () => {
  const untouched = async ({ database, dataDir }: Target) => {
    const store = await open(database);
    const workspaces = await store.db.selectFrom('workspace').select('id').execute();
    await store.close();
    expect(workspaces).toEqual([]);
    expect(existsSync(dataDir) ? readdirSync(dataDir) : []).toEqual([]);
  };

  test('a damaged file, at whatever place', async () => {
    const whole = readFileSync(place('round.tar.gz'));
    const to = await target('damaged');
    for (const [name, bytes] of [
      ['cut.tar.gz', whole.subarray(0, whole.length / 2)],
      ['empty.tar.gz', Buffer.alloc(0)],
      [
        'flipped.tar.gz',
        Buffer.from(whole.map((byte, index) => (index === 900 ? byte ^ 255 : byte))),
      ],
    ] as const) {
      writeFileSync(place(name), bytes);
      await expect(restore(name, to)).rejects.toThrow(/no whole backup/);
    }
    await expect(restore('nowhere.tar.gz', to)).rejects.toThrow(/no file/);
    await untouched(to);
  });

  test('content that is not what was written', async () => {
    const to = await target('forged');
    const manifest = {
      format: 1,
      version: '0',
      takenAt: new Date(),
      migration: newestMigration(),
      tables: [],
      missingMedia: [],
      entries: { 'rows/pin': { bytes: 1, sha256: 'x' } },
    };
    await writeArchive(place('forged.tar.gz'), async (archive) => {
      await archive.addText('rows/pin', '1');
      await archive.addText('manifest.json', JSON.stringify(manifest));
    });
    await expect(restore('forged.tar.gz', to)).rejects.toThrow(/rows\/pin is not what was written/);
    await untouched(to);
  });

  test('rows that the tables do not take, seen in the middle', async () => {
    const to = await target('rows');
    const tables = [{ name: 'workspace', columns: ['id', 'name'], rows: 2 }];
    await writeArchive(place('rows.tar.gz'), async (archive) => {
      await archive.addText('rows/workspace', 'a\tFirst\nb\ttoo\tmany\n');
      const rest = { version: '0', takenAt: new Date(), migration: newestMigration() };
      const entries = { ...archive.sums };
      const manifest = { format: 1, ...rest, tables, missingMedia: [], entries };
      await archive.addText('manifest.json', JSON.stringify(manifest));
    });
    await expect(restore('rows.tar.gz', to)).rejects.toThrow(/extra data/);
    await untouched(to);
  });

  test('a backup of a newer release', async () => {
    const to = await target('newer');
    const manifest = {
      format: 1,
      version: '9',
      takenAt: new Date(),
      migration: '9999-later',
      tables: [],
      missingMedia: [],
      entries: {},
    };
    await writeArchive(place('newer.tar.gz'), (archive) =>
      archive.addText('manifest.json', JSON.stringify(manifest)),
    );
    await expect(restore('newer.tar.gz', to)).rejects.toThrow(/older than the data.*9999-later/);
    await untouched(to);
  });

  test('another secret key, seen only after all rows were read', async () => {
    const to = await target('key');
    await expect(restore('past.tar.gz', to, { secretKey: 'x'.repeat(64) })).rejects.toThrow(
      /LINCHPIN_SECRET_KEY/,
    );
    await untouched(to);
  });

  test('while somebody works on the database, even with --replace', async () => {
    const { database, dataDir } = harness;
    await expect(restore('round.tar.gz', { database, dataDir }, { replace: true })).rejects.toThrow(
      /running/,
    );
  });

  test('over what is there, unless it may be replaced', async () => {
    const to = await target('full');
    await restore('round.tar.gz', to);
    await expect(restore('round.tar.gz', { ...to, dataDir: place('fresh') })).rejects.toThrow(
      /--replace/,
    );
    await expect(
      restore('round.tar.gz', { ...to, database: await emptyDatabase() }),
    ).rejects.toThrow(/--replace/);
    await restore('past.tar.gz', to, { replace: true });
    const store = await open(to.database);
    const { count } = await store.db
      .selectFrom('pin')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    await store.close();
    expect(count).toBe(6);
  });

  test('into a database of another program, even with --replace', async () => {
    const to = await target('foreign');
    const store = await open(to.database);
    await sql`drop schema public cascade`.execute(store.db);
    await sql`create schema public`.execute(store.db);
    await sql`create table pin (theirs int)`.execute(store.db);
    await store.close();
    await expect(restore('round.tar.gz', to, { replace: true })).rejects.toThrow(/not Linchpin's/);
  });
});
