import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import type { PinterestHost } from '../../src/app/index.ts';
import { createBox } from '../../src/encryption/index.ts';
import { systemClock, type Clock } from '../../src/domain/time/clock.ts';
import { newId } from '../../src/domain/ids.ts';
import { diskStorage } from '../../src/media/index.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import {
  insertMedia,
  insertPosts,
  insertWorkspace,
  openStore,
  updateIdentity,
  upsertAccount,
  type DatabaseConfig,
  type PinRow,
  type Store,
} from '../../src/store/index.ts';

export const secretKey = 'c'.repeat(64);

export interface HarnessAccount {
  id: string;
  identityId: string;
  workspaceId: string;
  username: string;
  boardId: string;
  sectionId: string | null;
  /** Of a picture in its own workspace; absent: the harness's. */
  pictureId?: string;
}

export interface PlannedPin {
  account: HarnessAccount;
  title: string;
  link?: string | null;
  /** Milliseconds from now; default 0. */
  inMs?: number;
  sectionId?: string | null;
  /** Shows the video of the harness instead of its picture. */
  video?: boolean;
}

/** A sandbox, connected accounts and a picture: all that workers need to publish, without a worker. */
export interface CrashHarness {
  sandbox: Sandbox;
  pinterest: PinterestHost;
  database: DatabaseConfig;
  dataDir: string;
  store: Store;
  accounts: HarnessAccount[];
  account: (index: number) => HarnessAccount;
  /** Stores Pins as the accept transaction does; @returns their ids in the same order. */
  schedule: (wishes: readonly PlannedPin[]) => Promise<string[]>;
  pin: (id: string) => Promise<PinRow>;
  close: () => Promise<void>;
}

export interface HarnessOptions {
  database: DatabaseConfig;
  accounts?: number;
  access?: 'trial' | 'standard' | 'off';
  /** Default: the machine's. */
  clock?: Clock;
  /** Whether boards are read by themselves. */
  readsBoards?: boolean;
  /** State that the sandbox starts with; its users are `user_0` and so on. */
  sandboxDir?: string | undefined;
  /** Pins that each user made already; people see them. */
  seededPins?: { count: number; days: number; videoEvery?: number } | undefined;
}

export async function createHarness(options: HarnessOptions): Promise<CrashHarness> {
  const clock = options.clock ?? systemClock;
  const usernames = Array.from({ length: options.accounts ?? 1 }, (_, index) => `user_${index}`);
  const sandbox = await startSandbox({
    access: options.access ?? 'off',
    ...(options.sandboxDir !== undefined && { dataDir: options.sandboxDir }),
    seed: {
      users: usernames.map((username) => ({
        username,
        boards: [{ name: 'Board' }],
        ...(options.seededPins && { pins: options.seededPins }),
      })),
    },
    ...(options.seededPins && { numbers: { seed: 'people' } }),
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'linchpin-crash-'));
  const store = await openStore(options.database, { onError: () => {} });
  const { db } = store;
  const workspace = await insertWorkspace(db, 'Crash');
  const mediaId = newId();
  const videoId = newId();
  const picture = await sharp({
    create: { width: 120, height: 180, channels: 3, background: '#336699' },
  })
    .jpeg()
    .toBuffer();
  const media = {
    workspaceId: workspace.id,
    status: 'ready' as const,
    sourceUrl: null,
    declaredType: null,
    sha256: null,
    width: 120,
    height: 180,
    fingerprint: null,
    originalKey: null,
  };
  const storage = diskStorage(join(dataDir, 'media'));
  await storage.put(`${mediaId}.jpg`, picture);
  await insertMedia(db, {
    ...media,
    id: mediaId,
    kind: 'image',
    filename: 'picture.jpg',
    format: 'jpeg',
    bytes: picture.length,
    dominantColor: '#336699',
    preparedKey: `${mediaId}.jpg`,
    preparedType: 'image/jpeg',
    preparedBytes: picture.length,
    video: null,
  });
  // The sandbox is told not to look inside.
  sandbox.control.settings({ mediaOutcome: 'succeeded', mediaDelayMs: 0 });
  const video = Buffer.alloc(300_000, 'video');
  await storage.put(`${videoId}.mp4`, video);
  await insertMedia(db, {
    ...media,
    id: videoId,
    kind: 'video',
    filename: 'video.mp4',
    format: 'mp4',
    bytes: video.length,
    dominantColor: null,
    preparedKey: `${videoId}.mp4`,
    preparedType: 'video/mp4',
    preparedBytes: video.length,
    video: null,
  });

  const box = createBox(secretKey);
  const { users, boards } = sandbox.control.state();
  const accounts: HarnessAccount[] = [];
  for (const username of usernames) {
    const user = users.find((item) => item.username === username);
    const board = boards.find((item) => item.owner === username);
    const tokens = sandbox.tokenFor(username);
    const account = await upsertAccount(db, workspace.id, {
      pinterestUserId: user?.id ?? username,
      username,
      displayName: username,
      profileImage: null,
      scopes: [],
      host: 'sandbox',
    });
    const { identityId } = account;
    await updateIdentity(db, identityId, {
      accessToken: box.seal(tokens.accessToken, identityId),
      refreshToken: box.seal(tokens.refreshToken, identityId),
      accessExpiresAt: new Date(clock() + 30 * 24 * 3600_000),
    });
    accounts.push({
      id: account.id,
      identityId,
      workspaceId: workspace.id,
      username,
      boardId: board?.id ?? '',
      sectionId: null,
    });
  }

  // Requests for boards would end waits of Pins that these tests look at.
  if (!options.readsBoards) await sql`delete from board_refresh`.execute(db);
  return {
    sandbox,
    pinterest: {
      apiUrl: sandbox.apiUrl,
      oauthUrl: sandbox.oauthUrl,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      sandboxUrl: sandbox.url,
    },
    database: options.database,
    dataDir,
    store,
    accounts,
    account: (index) => {
      const account = accounts[index];
      if (!account) throw new Error(`There is no account ${index}.`);
      return account;
    },
    schedule: (wishes) =>
      store.transaction(async (tx) => {
        const ids: string[] = [];
        for (const wish of wishes) {
          const [postId, id] = [newId(), newId()];
          const mediaIds = [wish.video ? videoId : (wish.account.pictureId ?? mediaId)];
          const dueAt = new Date(clock() + (wish.inMs ?? 0));
          const post = {
            id: postId,
            workspaceId: wish.account.workspaceId,
            content: '',
            title: wish.title,
            scheduledFor: dueAt,
            timezone: 'UTC',
            mediaIds,
          };
          const pin = {
            id,
            postId,
            workspaceId: wish.account.workspaceId,
            accountId: wish.account.id,
            identityId: wish.account.identityId,
            position: 0,
            boardId: wish.account.boardId,
            sectionId: wish.sectionId ?? null,
            title: wish.title,
            description: 'Words',
            link: wish.link === undefined ? 'https://example.com/page' : wish.link,
            altText: null,
            dominantColor: null,
            customContent: null,
            mediaIds,
            scheduledFor: dueAt,
            dueAt,
            status: 'scheduled' as const,
            kind: wish.video ? ('video' as const) : ('image' as const),
          };
          await insertPosts(tx, [{ post, pins: [pin] }]);
          ids.push(id);
        }
        return ids;
      }),
    pin: (id) => db.selectFrom('pin').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    close: async () => {
      await store.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks again until `holds`. The database announces no end to a test, so this is the way to wait for one. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`It never happened: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How many Pins the sandbox has of each title. */
export function published(harness: CrashHarness): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { title } of harness.sandbox.control.state().pins)
    counts.set(title ?? '', (counts.get(title ?? '') ?? 0) + 1);
  return counts;
}

/** Pins that are not yet in a final status. */
export async function unfinished(harness: CrashHarness): Promise<number> {
  const row = await harness.store.db
    .selectFrom('pin')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', 'in', ['scheduled', 'publishing', 'held'])
    .executeTakeFirstOrThrow();
  return row.count;
}
