import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Product } from './product.ts';

const main = createRequire(import.meta.url).resolve('postiz');

export interface PostizRun {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The JSON that stands after the first line, if any does. */
  json: unknown;
}

/** Postiz' command line as its users have it: a process of its own, told where we are by its settings. */
export const postizCli =
  ({ url, apiKey }: Pick<Product, 'url' | 'apiKey'>, home: string) =>
  (...args: readonly string[]): Promise<PostizRun> => {
    const child = spawn(process.execPath, [main, ...args], {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        POSTIZ_API_URL: url,
        POSTIZ_API_KEY: apiKey,
        POSTIZ_AUTH_SERVER: url,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((settle, reject) => {
      child.once('error', reject);
      child.once('close', (code) => settle({ code, stdout, stderr, json: jsonIn(stdout) }));
    });
  };

function jsonIn(text: string): unknown {
  const start = text.search(/^[[{]/m);
  if (start < 0) return null;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return null;
  }
}
