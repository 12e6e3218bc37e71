import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  allEnded,
  builtCopy,
  everyProcess,
  freePorts,
  killAll,
  postgresPid,
  start,
} from './installation.ts';

// Five processes and a database start and stop in each test.
vi.setConfig({ testTimeout: 60_000 });

let area: string;
let project: string;
let dataDir: string;
let ports: [number, number];
beforeAll(async () => {
  ({ area, project } = await builtCopy('start-words'));
  dataDir = join(area, 'life');
  ports = await freePorts();
}, 180_000);
afterEach(killAll);
afterAll(() => rmSync(area, { recursive: true, force: true }));

describe('npm start says', () => {
  test('no terminal: every line is an object of the log, without the key, and nothing else is said', async () => {
    const linchpin = start({ project, dataDir, ports, env: { LINCHPIN_LOG_FORMAT: 'json' } });
    const lines = () => linchpin.stderr().trimEnd().split('\n');
    await expect.poll(() => lines().at(-1), { timeout: 30_000 }).toMatch(/"msg":"ready"/);
    const logged = lines().map((line) => JSON.parse(line) as { msg: string; url?: string });
    expect(logged.map(({ msg }) => msg)).toContain('Starting Linchpin');
    expect(logged.at(-1)).toMatchObject({ url: `http://127.0.0.1:${ports[0]}` });
    expect(linchpin.stderr()).not.toContain(readFileSync(join(dataDir, 'api-key'), 'utf8').trim());
    expect(await linchpin.interrupt()).toBe(0);
    expect(linchpin.stdout()).toBe('');
  });

  test.each([
    ['the port', 0],
    ['the port of the sandbox', 1],
  ] as const)(
    '%s is taken: names it, ends with 1, and leaves nothing running',
    async (_name, which) => {
      const wanted = await freePorts();
      const other = createServer();
      await new Promise<void>((settle) => other.listen(wanted[which], '127.0.0.1', settle));
      const linchpin = start({ project, dataDir, ports: wanted });
      const pids = new Set<number>();
      const watch = setInterval(() => {
        for (const pid of everyProcess(linchpin, dataDir)) pids.add(pid);
      }, 50);
      expect(await linchpin.ended()).toBe(1);
      clearInterval(watch);
      expect(linchpin.stderr()).toMatch(
        new RegExp(`Port ${wanted[which]} is taken.*\\n.*LINCHPIN_PORT=`),
      );
      expect(linchpin.stderr()).not.toMatch(/ {4}at /);
      expect(linchpin.stdout()).toBe('');
      await allEnded([...pids]);
      other.close();
    },
  );

  test('a setting that cannot be used: names it, and starts nothing', async () => {
    const linchpin = start({ project, dataDir, ports, env: { LINCHPIN_PORT: 'many' } });
    expect(await linchpin.ended()).toBe(2);
    expect(linchpin.stderr()).toContain('LINCHPIN_PORT="many"');
    expect(postgresPid(dataDir)).toBeNull();
  });
});
