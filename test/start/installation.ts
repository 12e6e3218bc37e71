import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';

export const root = resolve(import.meta.dirname, '../..');

/** `npm start` as a process, once everything is built. */
export interface Installation {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with what the banner says; rejects when the process ends before it. */
  banner(): Promise<Banner>;
  /** Exit code, or null after a signal. */
  ended(): Promise<number | null>;
  /** Ctrl-C in the terminal. */
  interrupt(): Promise<number | null>;
}

export interface Banner {
  dashboard: string;
  apiKey: string;
  sandbox: string;
  /** The line that publishes a Pin, without its backslashes. */
  publish: string;
}

export interface StartOptions {
  dataDir: string;
  ports: readonly [number, number];
  /** Where the project lies. */
  project: string;
  uid?: number;
  gid?: number;
  env?: Record<string, string>;
}

export function start(options: StartOptions): Installation {
  const { project, ports, dataDir, uid, gid } = options;
  const child = spawn(process.execPath, [join(project, 'scripts', 'start.js')], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: dataDir,
      LINCHPIN_LOG_FORMAT: 'pretty', // As in a terminal.
      LINCHPIN_DATA_DIR: dataDir,
      LINCHPIN_PORT: String(ports[0]),
      LINCHPIN_SANDBOX_PORT: String(ports[1]),
      ...options.env,
    },
  });
  let stdout = '';
  let stderr = '';
  const exit = new Promise<number | null>((settle) => child.once('close', settle));
  const ready = new Promise<void>((settle, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('Ctrl-C')) settle();
    });
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    void exit.then((code) => reject(new Error(`It ended with ${code}: ${stderr}${stdout}`)));
  });
  ready.catch(() => {}); // Whoever waits for the banner hears of it.
  running.push(child);
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    banner: async () => {
      await ready;
      return readBanner(stdout);
    },
    ended: () => exit,
    interrupt: () => {
      child.kill('SIGINT');
      return exit;
    },
  };
}

const running: ChildProcess[] = [];

/** Ends what a failed test left running. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

function readBanner(text: string): Banner {
  const fact = (name: string) => new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(text)?.[1] ?? '';
  return {
    dashboard: fact('Dashboard'),
    apiKey: fact('API key'),
    sandbox: fact('Sandbox'),
    publish: /^ {4}(npx linchpin publish (?:.*\\\n)*.*)$/m.exec(text)?.[1] ?? '',
  };
}

/** Two ports on which nobody listens. */
export async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((settle) => {
          server.listen(0, '127.0.0.1', () => settle((server.address() as AddressInfo).port)); // It listens on a port.
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((settle) => server.close(settle))));
  return [ports[0] ?? 0, ports[1] ?? 0];
}

/** A copy of the built project that other users may read; its packages are this checkout's. */
export function copyProject(from: string, to: string): string {
  for (const name of readdirSync(from)) {
    if (['.git', '.linchpin', 'node_modules', 'test', 'bench', 'docs'].includes(name)) continue;
    // Times are kept: the build is current when nothing looks newer than it.
    cpSync(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'));
  chmodSync(to, 0o755);
  return to;
}

/** Everything that runs below a process, itself included. */
export function family(pid: number): number[] {
  const children = readdirSync('/proc').filter(
    (entry) => Number(entry) > 0 && parentOf(entry) === pid,
  );
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null; // It ended meanwhile.
  }
}

/** Pid of the PostgreSQL server of a data directory, or null. */
export function postgresPid(dataDir: string): number | null {
  const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Whether a process is there and not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Pins in the sandbox, by title. */
export async function sandboxTitles(sandbox: string): Promise<(string | null)[]> {
  const state = (await (await fetch(`${sandbox}/_sandbox/state`)).json()) as {
    pins: { title: string | null }[];
  };
  return state.pins.map(({ title }) => title);
}

/** Nothing of an installation runs any more. PostgreSQL is no child of ours, so it is known by its pid. */
export const allEnded = (pids: readonly number[]) =>
  expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);

export const everyProcess = (installation: Installation, dataDir: string): number[] => {
  const { pid } = installation.child;
  const postgres = postgresPid(dataDir);
  return [
    ...(pid === undefined ? [] : family(pid)),
    ...(postgres === null ? [] : family(postgres)),
  ];
};

const run = promisify(execFile);

/** Builds the project in a directory; does nothing where the build is current. */
export const build = (dir: string) => run(process.execPath, [join(dir, 'scripts', 'build.js')]);

/** A new directory and a built copy of the project in it, so that nobody builds the checkout while it is tested. */
export async function builtCopy(name: string): Promise<{ area: string; project: string }> {
  const area = mkdtempSync(join(realpathSync(tmpdir()), `linchpin-${name}-`));
  chmodSync(area, 0o755);
  await build(root);
  const project = copyProject(root, join(area, 'project'));
  await build(project); // Only where the checkout changed meanwhile.
  return { area, project };
}
