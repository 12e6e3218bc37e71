import { spawn } from 'node:child_process';

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command line of another product that is on its way. */
export interface RunningCli {
  /** What it has said so far, on both streams. */
  said(): string;
  ended: Promise<CliRun>;
}

/** Starts a command line as its users do: in a process of its own, with a home and settings of its own. */
export function startCli(
  main: string,
  args: readonly string[],
  settings: Record<string, string>,
): RunningCli {
  const child = spawn(process.execPath, [main, ...args], {
    // Without a browser to open.
    env: { PATH: '/nowhere', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return {
    said: () => stdout + stderr,
    ended: new Promise((settle, reject) => {
      child.once('error', reject);
      child.once('close', (code) => settle({ code, stdout, stderr }));
    }),
  };
}
