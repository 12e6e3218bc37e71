import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One figure: what was measured, and what we aim at. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** In words, such as `≥ 0.5`. */
  aim?: string;
  met?: boolean;
}

/** What may be said on the command line. */
export interface BenchOptions {
  /** How many accounts with many Pins there are. */
  accounts?: number;
}

export interface Bench {
  name: string;
  about: string;
  run(log: (text: string) => void, options: BenchOptions): Promise<Figure[]>;
}

const shown = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Prints an aligned table, and keeps the same as JSON under bench/results. */
export function report(results: Record<string, Figure[]>): void {
  const rows = Object.values(results).flat();
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, unit, aim, met } of rows) {
    const mark = met === undefined ? ' ' : met ? '✓' : '✗';
    const goal = aim === undefined ? '' : `  aim ${aim}`;
    console.log(`${mark} ${name.padEnd(width)}  ${shown(value).padStart(8)} ${unit}${goal}`);
  }
  const file = join(dirname(fileURLToPath(import.meta.url)), 'results', 'latest.json');
  mkdirSync(dirname(file), { recursive: true });
  const machine = { node: process.version, cpus: cpus().length };
  writeFileSync(file, `${JSON.stringify({ at: new Date(), machine, results }, null, 2)}\n`);
  console.log(`\nAlso in ${file}`);
}
