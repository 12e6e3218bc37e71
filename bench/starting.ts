import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../src/config/index.ts';
import type { Bench } from './report.ts';

/** Starting a second time, and what runs while nothing happens. */
export const starting: Bench = {
  name: 'starting',
  about: 'seconds from npm start to the banner, and idle memory of all processes',
  async run(log) {
    const dataDir = mkdtempSync(join(tmpdir(), 'linchpin-bench-'));
    try {
      const first = await start(dataDir);
      await first.stop();
      log(`first start with a build: ${first.seconds.toFixed(1)} s`);
      const times: number[] = [];
      let memory = 0;
      for (let round = 0; round < 3; round++) {
        const run = await start(dataDir);
        times.push(run.seconds);
        await pause(5000); // Idle means idle: the start's own work has settled.
        memory = memoryOf(run.pid);
        await run.stop();
      }
      const seconds = times.sort((a, b) => a - b)[1] ?? 0;
      return [
        {
          name: 'npm start to banner, second start',
          value: seconds,
          unit: 's',
          aim: '< 3',
          met: seconds < 3,
        },
        {
          name: 'Idle memory of all our processes',
          value: memory,
          unit: 'MB',
          aim: '≤ 200',
          met: memory <= 200,
        },
      ];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function start(dataDir: string) {
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: loadConfig({}).packageRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LINCHPIN_DATA_DIR: dataDir,
      LINCHPIN_PORT: String(port),
      LINCHPIN_SANDBOX_PORT: String(sandboxPort),
    },
  });
  await bannerOf(child);
  const seconds = (performance.now() - began) / 1000;
  const pid = child.pid ?? 0;
  return {
    pid,
    seconds,
    stop: async () => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      process.kill(-pid, 'SIGINT');
      await ended;
    },
  };
}

const bannerOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ctrl-C')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}.`)));
  });

/** Proportional memory (PSS) in MB of a process and everything it started; npm itself is not ours. */
function memoryOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : '';
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true;
    return false;
  };
  return [...parents.keys()]
    .filter((pid) => isOurs(pid) && !/npm/.test(read(`/proc/${pid}/cmdline`)))
    .map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024)
    .reduce((sum, megabytes) => sum + megabytes, 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process ended meanwhile.
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
