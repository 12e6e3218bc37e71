import { createRequire } from 'node:module';
import { startCli, type CliRun, type RunningCli } from './npm-cli.ts';
import type { Product } from './product.ts';

const main = createRequire(import.meta.url).resolve('postiz');

export interface PostizRun extends CliRun {
  /** The JSON that stands after the first line, if any does. */
  json: unknown;
}

/** Postiz' command line, told by its settings where we are. @param apiKey null: it has to log in. */
export const startPostizCli = (
  { url, apiKey }: { url: string; apiKey: string | null },
  home: string,
  args: readonly string[],
): RunningCli =>
  startCli(main, args, {
    HOME: home,
    POSTIZ_API_URL: url,
    POSTIZ_AUTH_SERVER: url,
    ...(apiKey !== null && { POSTIZ_API_KEY: apiKey }),
  });

/** The same, run to its end. */
export const postizCli =
  (product: Pick<Product, 'url' | 'apiKey'>, home: string) =>
  async (...args: readonly string[]): Promise<PostizRun> => {
    const run = await startPostizCli(product, home, args).ended;
    return { ...run, json: jsonIn(run.stdout) };
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
