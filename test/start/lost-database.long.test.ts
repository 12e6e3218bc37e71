import { mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  build,
  family,
  freePorts,
  isAlive,
  killAll,
  postgresPid,
  root,
  start,
} from './installation.ts';

vi.setConfig({ testTimeout: 120_000 });

let area: string;
let dataDir: string;
let ports: [number, number];
beforeAll(async () => {
  area = mkdtempSync(join(realpathSync(tmpdir()), 'linchpin-lost-'));
  dataDir = join(area, 'data');
  ports = await freePorts();
  await build(root);
}, 180_000);
afterAll(() => {
  killAll();
  rmSync(area, { recursive: true, force: true });
});

test('PostgreSQL that cannot be brought back: says why, and ends with 1', async () => {
  const linchpin = start({ project: root, dataDir, ports, env: { LINCHPIN_LOG_LEVEL: 'info' } });
  await linchpin.banner();
  const pids = [linchpin.child.pid ?? 0, postgresPid(dataDir) ?? 0].flatMap(family);
  const data = join(realpathSync(join(dataDir, 'postgres')), 'data');
  renameSync(data, `${data}.away`);
  process.kill(
    Number.parseInt(readFileSync(join(`${data}.away`, 'postmaster.pid'), 'utf8'), 10),
    'SIGKILL',
  );
  try {
    expect(await linchpin.ended()).toBe(1);
  } finally {
    renameSync(`${data}.away`, data);
  }
  expect(linchpin.stderr()).toMatch(/is not there any more/);
  expect(linchpin.stderr()).toMatch(/cannot be brought back/);
  await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});
