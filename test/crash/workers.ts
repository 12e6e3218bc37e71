import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from '../harness/run-cli.ts';
import { shortPolicy } from './policy.ts';
import type { CrashOrder, WorkerOptions } from './worker.ts';
import { secretKey, type CrashHarness } from './crash-harness.ts';

export interface WorkerProcess {
  child: ChildProcess;
  /** Resolves when it publishes. */
  ready: Promise<void>;
  /** Makes it stop at a point; the inner promise resolves when it got there. */
  stopAt: (crash: CrashOrder['crash']) => Promise<{ reached: Promise<void> }>;
  /** Lets it go on from its crash point. */
  goOn: () => void;
  signal: (name: NodeJS.Signals) => void;
  ended: Promise<void>;
}

/** Starts worker processes on the database of a harness, from a bundle: the sources behind a loader take three times as long. */
export type StartWorker = (
  options?: Partial<Pick<WorkerOptions, 'policy' | 'changePolicy'>>,
) => WorkerProcess;

/** What a worker process needs of a harness. */
type Shared = Pick<CrashHarness, 'database' | 'pinterest' | 'dataDir'> & { secretKey?: string };

export async function workersOn(harness: Shared): Promise<StartWorker> {
  const program = await bundle(join(harness.dataDir, 'worker'), 'test/crash/worker.ts');
  return (options = {}) => startWorker(program, harness, options);
}

function startWorker(
  program: string,
  harness: Shared,
  options: Partial<Pick<WorkerOptions, 'policy' | 'changePolicy'>>,
): WorkerProcess {
  const full: WorkerOptions = {
    database: harness.database,
    pinterest: harness.pinterest,
    dataDir: harness.dataDir,
    secretKey: harness.secretKey ?? secretKey,
    policy: shortPolicy,
    ...options,
  };
  const child = fork(program, [JSON.stringify(full)], {
    execArgv: ['--max-old-space-size=256'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const told = (key: 'ready' | 'ordered' | 'at') =>
    new Promise<void>((resolve, reject) => {
      child.on('message', (message: object) => {
        if (key in message) resolve();
      });
      child.once('exit', () => reject(new Error(`The worker ended before it was "${key}".`)));
    });
  const ready = told('ready');
  ready.catch(() => {}); // Only a caller that waits for it is told of the error.
  return {
    child,
    ready,
    stopAt: async (crash) => {
      const reached = told('at');
      reached.catch(() => {});
      const ordered = told('ordered');
      child.send({ crash } satisfies CrashOrder);
      await ordered;
      return { reached };
    },
    goOn: () => void child.send({ go: true }),
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Ends a worker at once, whatever state it is in. */
export async function kill(worker: WorkerProcess): Promise<void> {
  worker.signal('SIGKILL');
  await worker.ended;
}
