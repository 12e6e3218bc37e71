import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient, type CreatedPost } from '../../src/sdk/index.ts';
import {
  allEnded,
  builtCopy,
  copyProject,
  everyProcess,
  family,
  freePorts,
  killAll,
  postgresPid,
  root,
  sandboxTitles,
  start,
} from './installation.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const nobody = 65534;

// Five processes and a database start and stop in each test.
vi.setConfig({ testTimeout: 60_000 });

let area: string;
let project: string;
let dataDir: string;
let ports: [number, number];
beforeAll(async () => {
  ({ area, project } = await builtCopy('trouble'));
  dataDir = join(area, 'life');
  ports = await freePorts();
}, 180_000);
afterEach(killAll);
afterAll(() => rmSync(area, { recursive: true, force: true }));

/** A Pin for the demo's first board, by an image of the examples. */
async function publishTo(url: string, apiKey: string, title: string): Promise<CreatedPost | null> {
  const client = createClient({ baseUrl: url, apiKey, retries: 0 });
  try {
    const { accounts } = await client.accounts.list();
    const image = new Blob([readFileSync(join(root, 'examples', 'kitchen.jpg'))]);
    const { media } = await client.media.upload(image, 'kitchen.jpg');
    const accountId = accounts[0]?._id ?? '';
    const platformSpecificData = { title, boardId: 'Kitchens' };
    return await client.posts.create({
      mediaIds: [media.id],
      platforms: [{ platform: 'pinterest', accountId, platformSpecificData }],
      publishNow: true,
    });
  } catch {
    return null; // The database is recovering.
  }
}

describe('npm start in trouble', () => {
  test('no terminal, and a start that fails: the reason and the fix are a line of the log too', async () => {
    const broken = join(area, 'broken-log');
    mkdirSync(broken);
    writeFileSync(join(broken, 'media'), 'not a directory');
    const env = { LINCHPIN_LOG_FORMAT: 'json' };
    const linchpin = start({ project, dataDir: broken, ports: await freePorts(), env });
    expect(await linchpin.ended()).toBe(1);
    const lines = linchpin.stderr().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object).at(-1)).toMatchObject({
      level: 60,
      msg: expect.stringContaining('Media cannot be kept'),
      fix: expect.stringContaining('LINCHPIN_DATA_DIR'),
    });
  });

  test('while it runs: a second one on the same data says so and leaves the first alone', async () => {
    const linchpin = start({ project, dataDir, ports });
    await linchpin.banner();
    const second = start({ project, dataDir, ports: await freePorts() });
    expect(await second.ended()).toBe(1);
    expect(second.stderr()).toMatch(
      /already in use by another running Linchpin.*\n.*LINCHPIN_DATA_DIR/,
    );
    expect((await fetch(`http://127.0.0.1:${ports[0]}/ready`)).status).toBe(200);
    await linchpin.interrupt();
  });

  test('kill -9 of one process of PostgreSQL, then of all: Linchpin goes on, and publishes', async () => {
    const linchpin = start({ project, dataDir, ports });
    const { apiKey } = await linchpin.banner();
    const url = `http://127.0.0.1:${ports[0]}`;
    for (const victimOf of [
      (server: number) => family(server).find((pid) => pid !== server) ?? 0,
      (server: number) => server,
    ]) {
      process.kill(victimOf(postgresPid(dataDir) ?? 0), 'SIGKILL');
      await expect
        .poll(async () => (await fetch(`${url}/ready`)).status, { timeout: 30_000 })
        .toBe(200);
      const title = `After the loss of ${String(victimOf)}`.slice(0, 90);
      await expect
        .poll(async () => (await publishTo(url, apiKey, title))?.post.status, { timeout: 30_000 })
        .toBe('published');
    }
    expect(linchpin.child.exitCode).toBeNull();
    expect(await linchpin.interrupt()).toBe(0);
    expect(postgresPid(dataDir)).toBeNull();
  });

  test('media cannot be kept: names the directory, ends with 1, and leaves nothing running', async () => {
    const broken = join(area, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'media'), 'not a directory');
    const linchpin = start({ project, dataDir: broken, ports: await freePorts() });
    const pids = new Set<number>();
    const watch = setInterval(() => {
      for (const pid of everyProcess(linchpin, broken)) pids.add(pid);
    }, 50);
    expect(await linchpin.ended()).toBe(1);
    clearInterval(watch);
    expect(linchpin.stderr()).toMatch(
      /Media cannot be kept in .*broken\/media: there is a file of that name\.\n.*LINCHPIN_DATA_DIR/,
    );
    await allEnded([...pids]);
  });
});

/** PostgreSQL refuses to run as root, so every kind of user and place is a case of its own. */
describe.skipIf(!isRoot)('npm start as other users (needs root to become them)', () => {
  async function comesUp(options: Parameters<typeof start>[0]): Promise<void> {
    const linchpin = start(options);
    const banner = await linchpin.banner();
    const titles = await sandboxTitles(banner.sandbox);
    expect(titles).toContain('A small kitchen with an arched window');
    expect(titles).toHaveLength(1 + 12); // Those that the demo's account had before.
    const pids = everyProcess(linchpin, options.dataDir);
    await linchpin.interrupt();
    await allEnded(pids);
  }

  test('as an ordinary user', async () => {
    const dataDir = join(area, 'of-nobody');
    mkdirSync(dataDir);
    await run('chown', ['-R', `${nobody}:${nobody}`, dataDir]);
    await comesUp({ project, dataDir, ports: await freePorts(), uid: nobody, gid: nobody });
    expect(statSync(join(dataDir, 'api-key')).uid).toBe(nobody);
  });

  test('as root, with the project and its data under a home that nobody else may enter', async () => {
    const home = join(area, 'home');
    mkdirSync(home, { mode: 0o700 });
    const inHome = copyProject(project, join(home, 'linchpin'));
    const dataDir = join(inHome, '.linchpin');
    await comesUp({ project: inHome, dataDir, ports: await freePorts() });
  });
});
