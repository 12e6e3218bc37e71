import { spawn } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export type RunCli = (
  args: readonly string[],
  env: Record<string, string>,
  stdin?: string,
) => Promise<CliResult>;

/**
 * Bundles the command line from the sources into a directory, where it starts several times faster than through
 * a loader. Each run is a process of its own, with no setting but those given.
 */
export async function bundleCli(dir: string): Promise<RunCli> {
  const main = await bundle(dir, 'src/main.ts');
  return (args, env, stdin) => run([main, ...args], env, stdin);
}

/** Bundles a program of ours; @returns the file to run. */
export async function bundle(dir: string, program: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: join(root, program),
      // Two levels down, where the sources and dist/ have their settings too: they look for package.json from there.
      outDir: join(dir, 'dist', 'cli'),
      target: 'node20',
      rolldownOptions: {
        output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  cpSync(join(root, 'package.json'), join(dir, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  return join(dir, 'dist', 'cli', 'main.mjs');
}

function run(
  args: readonly string[],
  env: Record<string, string>,
  stdin?: string,
): Promise<CliResult> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    // Nobody's login and settings.
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', HOME: '/nonexistent', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}); // It may end without reading.
  child.stdin.end(stdin);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code) => settle({ code, stdout, stderr }));
  });
}
