import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PinterestHost } from '../app/index.ts';
import { demoBoards } from '../app/demo-boards.ts';
import type { Config } from '../config/index.ts';
import { startSandbox, type SandboxSeed } from '../sandbox/index.ts';

type Ready = PinterestHost & { ready: true };
type Message = Ready | { ready: false; error: string };

/** What a fresh sandbox has: an account that was there before, so that its numbers tell something at once. */
const demoSeed: SandboxSeed = {
  users: [
    {
      username: 'linchpin_demo',
      businessName: 'Linchpin demo',
      boards: demoBoards,
      pins: { count: 12, days: 120, videoEvery: 4 },
    },
  ],
};

/**
 * Starts the sandbox in a process of its own, so that its load or crash is never ours. It ends with this process,
 * however that ends.
 */
export async function startSandboxProcess(
  config: Config,
): Promise<{ host: PinterestHost; pid: number; close(): Promise<void> }> {
  const main = fileURLToPath(new URL('sandbox-child.' + extension, import.meta.url));
  const options = {
    port: config.sandbox.port,
    dataDir: join(config.dataDir, 'sandbox'),
    access: config.pinterest.access,
    autoApprove: config.sandbox.autoApprove,
    // Pins of a person who tries it out are seen at once by some hundred people a day.
    numbers: { seed: 'demo', reach: 60 },
    seed: demoSeed,
  };
  // Its output is ours, and Ctrl-C in the terminal must not stop it before our last request to it.
  const child = fork(main, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
    execArgv: [...process.execArgv, '--max-semi-space-size=4'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const message = await new Promise<Message>((resolve, reject) => {
    child.once('message', (value) => resolve(value as Message));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The sandbox ended at its start (${code}).`)));
  });
  if (!message.ready) {
    await ended;
    throw new Error(message.error);
  }
  const { ready: _, ...host } = message;
  return {
    host,
    pid: child.pid ?? 0,
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** What the child runs: a sandbox that ends when its parent lets go of it. */
export async function runSandboxChild(optionsJson: string): Promise<void> {
  const send = (message: Message) => process.send?.(message);
  process.on('SIGINT', () => {}); // The parent decides.
  try {
    const sandbox = await startSandbox(
      JSON.parse(optionsJson) as Parameters<typeof startSandbox>[0], // Written by startSandboxProcess.
    );
    process.once('disconnect', () => void sandbox.close().finally(() => process.exit(0)));
    send({
      ready: true,
      apiUrl: sandbox.apiUrl,
      oauthUrl: sandbox.oauthUrl,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      sandboxUrl: sandbox.url,
    });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    send({ ready: false, error: `${code} ${message}` });
    process.exitCode = 1;
    process.disconnect();
  }
}
