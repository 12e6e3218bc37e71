import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type LinchpinClient } from '../../src/sdk/index.ts';
import { secretKey, type CrashHarness } from '../crash/crash-harness.ts';
import { bundle } from '../harness/run-cli.ts';
import type { ProcessOptions } from './process.ts';

export interface Member {
  client: LinchpinClient;
  /** SIGKILL. */
  kill: () => Promise<void>;
}

/** Two processes that answer HTTP and three that publish, on one database. */
export interface Fleet {
  apis: [Member, Member];
  workers: [Member, Member, Member];
  close: () => Promise<void>;
}

const apiKey = 'k'.repeat(32);

/** @param media settings of an object store: every process has a disk of its own then. */
export async function startFleet(
  harness: CrashHarness,
  media: Record<string, string> | null = null,
): Promise<Fleet> {
  const dir = mkdtempSync(join(tmpdir(), 'linchpin-fleet-'));
  const program = await bundle(dir, 'test/scale/process.ts');
  const start = (role: ProcessOptions['role']) =>
    startMember(program, harness, {
      role,
      media: media ?? {},
      dataDir: media === null ? harness.dataDir : mkdtempSync(join(dir, 'disk-')),
    });
  const [first, second, ...workers] = await Promise.all([
    start('serve'),
    start('serve'),
    start('publish'),
    start('publish'),
    start('publish'),
  ]);
  return {
    apis: [first, second],
    workers,
    close: async () => {
      await Promise.all([first, second, ...workers].map((member) => member.kill()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function startMember(
  program: string,
  harness: CrashHarness,
  given: Pick<ProcessOptions, 'role' | 'media' | 'dataDir'>,
): Promise<Member> {
  const { database, pinterest } = harness;
  const options: ProcessOptions = { ...given, database, pinterest, secretKey, apiKey };
  const child: ChildProcess = fork(program, [JSON.stringify(options)], {
    execArgv: ['--max-old-space-size=256'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`A process ended at its start (${code}).`)));
  });
  return {
    client: createClient({ baseUrl: url, apiKey, retries: 0 }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
