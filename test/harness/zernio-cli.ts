import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { startCli, type CliRun, type RunningCli } from './npm-cli.ts';
import type { Product } from './product.ts';

const main = createRequire(import.meta.url).resolve('@zernio/cli');

export interface ZernioRun extends CliRun {
  /** What it printed, or what it refused with. */
  json: unknown;
}

/** Zernio's command line, told by its settings where we are. @param apiKey null: it has to log in. */
export const startZernioCli = (
  { url, apiKey }: { url: string; apiKey: string | null },
  home: string,
  args: readonly string[],
): RunningCli =>
  startCli(main, args, {
    HOME: home,
    ZERNIO_API_URL: `${url}/api`,
    ...(apiKey !== null && { ZERNIO_API_KEY: apiKey }),
  });

/** The same, run to its end. */
export const zernioCli =
  (product: { url: Product['url']; apiKey: string | null }, home: string) =>
  async (...args: readonly string[]): Promise<ZernioRun> => {
    const run = await startZernioCli(product, home, args).ended;
    return { ...run, json: jsonIn(run.stdout) ?? jsonIn(run.stderr) };
  };

/** Commands that have to go well, or to be refused; either gives what was printed. */
export function zernioSays(product: Pick<Product, 'url' | 'apiKey'>, home: string) {
  const run = zernioCli(product, home);
  const ending =
    (code: number) =>
    // oxlint-disable-next-line typescript/no-explicit-any -- each test looks at what it knows to be there
    async (...args: readonly string[]): Promise<any> => {
      const ended = await run(...args);
      const shown = [args.join(' '), ended.code, code === 0 ? ended.stderr : ''];
      expect(shown).toEqual([args.join(' '), code, '']);
      return ended.json;
    };
  return { said: ending(0), refused: ending(1) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.search(/^[[{]/m)));
  } catch {
    return null;
  }
}
