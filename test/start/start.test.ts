import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient, type CreatedPost, type PostList } from '../../src/sdk/index.ts';
import {
  allEnded,
  builtCopy,
  everyProcess,
  family,
  freePorts,
  killAll,
  postgresPid,
  sandboxTitles,
  start,
  type Banner,
} from './installation.ts';

const run = promisify(execFile);

// Five processes and a database start and stop in each test.
vi.setConfig({ testTimeout: 60_000 });

let area: string;
let project: string;
beforeAll(async () => {
  ({ area, project } = await builtCopy('start'));
}, 180_000);
afterEach(killAll);
afterAll(() => rmSync(area, { recursive: true, force: true }));

/** What a line of the banner prints when it is pasted where Linchpin was started. */
const paste = async (line: string): Promise<string> => {
  const command = line.replace('npx linchpin', `"${process.execPath}" bin/linchpin.js`);
  return (await run('bash', ['-c', command], { cwd: project, env: { PATH: process.env['PATH'] } }))
    .stdout;
};
const dataDirOf = (name: string) => join(area, name);

describe('npm start', () => {
  let dataDir: string;
  let ports: [number, number];
  let first: Banner;
  beforeAll(async () => {
    dataDir = dataDirOf('life');
    ports = await freePorts();
  });

  test('the first time: makes the demo, and a banner whose every line works', async () => {
    const linchpin = start({ project, dataDir, ports });
    first = await linchpin.banner();
    const progress = linchpin.stderr().trimEnd().split('\n');
    for (const line of progress) expect(line).toMatch(/^[…✓] /);
    expect(progress.at(-1)).toBe('✓ Publishing a first Pin');
    const widest = Math.max(
      ...linchpin
        .stdout()
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThan(100);

    expect(first).toMatchObject({
      dashboard: `http://127.0.0.1:${ports[0]}/#key=${first.apiKey}`,
      apiKey: expect.stringMatching(/^lp_[0-9a-z]{32}$/),
      sandbox: `http://127.0.0.1:${ports[1]}`,
    });
    const page = await fetch(first.dashboard);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await (await fetch(first.sandbox)).text()).toContain('Kitchens');
    expect(statSync(join(dataDir, 'api-key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);

    const { post } = JSON.parse(await paste(`${first.publish} --json`)) as CreatedPost;
    expect(post).toMatchObject({
      status: 'published',
      platforms: [
        {
          platformPostId: expect.stringMatching(/^\d+$/),
          platformPostUrl: expect.stringContaining(first.sandbox),
        },
      ],
    });

    const cli = (...args: string[]) =>
      run(process.execPath, [join(project, 'bin', 'linchpin.js'), ...args], {
        env: { PATH: process.env['PATH'] ?? '', LINCHPIN_DATA_DIR: dataDir },
      });
    const backup = join(area, 'backup.tar.gz');
    const made = JSON.parse((await cli('backup', backup, '--json')).stdout) as { media: number };
    expect(made).toMatchObject({ file: backup, media: 2, keys: ['api-key', 'secret-key'] });
    await expect(cli('restore', backup, '--replace')).rejects.toThrow(/already in use/);

    const pids = everyProcess(linchpin, dataDir);
    expect(pids.length).toBeGreaterThan(5); // Ours, the sandbox, and several of PostgreSQL.
    expect(await linchpin.interrupt()).toBe(0);
    await allEnded(pids);
    expect(linchpin.stderr()).not.toMatch(/error|Error/);
  });

  test('the second time: everything is still there, in the sandbox too', async () => {
    const linchpin = start({ project, dataDir, ports });
    const banner = await linchpin.banner();
    expect(banner.apiKey).toBe(first.apiKey);
    const client = createClient({ baseUrl: `http://127.0.0.1:${ports[0]}`, apiKey: banner.apiKey });
    const { posts }: PostList = await client.posts.list();
    expect(posts.map(({ status }) => status)).toEqual(['published', 'published']);
    const titles = await sandboxTitles(banner.sandbox);
    expect(titles).toContain('A small kitchen with an arched window');
    expect(titles).toContain('Hello');
    // Beside these, the Pins that the demo's account had before.
    expect(titles).toHaveLength(2 + 12);
    await paste(banner.publish.replace('"Hello"', '"Hello again"'));
    expect(await sandboxTitles(banner.sandbox)).toHaveLength(3 + 12);

    // Killed without a word: the sandbox ends by itself, PostgreSQL waits for the next start.
    const database = family(postgresPid(dataDir) ?? 0);
    const ours = family(linchpin.child.pid ?? 0).filter((pid) => !database.includes(pid));
    expect(ours).toHaveLength(2);
    linchpin.child.kill('SIGKILL');
    await linchpin.ended();
    await allEnded(ours);
  });

  test('after kill -9: the next start works, with everything that was answered', async () => {
    const linchpin = start({ project, dataDir, ports });
    const banner = await linchpin.banner();
    expect(await sandboxTitles(banner.sandbox)).toHaveLength(3 + 12);
    const pids = everyProcess(linchpin, dataDir);
    linchpin.child.kill('SIGTERM');
    expect(await linchpin.ended()).toBe(0);
    await allEnded(pids);
  });
});
