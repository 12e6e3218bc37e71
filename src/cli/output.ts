import { constants } from 'node:os';

/** Results go to stdout, so that they can be piped; progress and errors go to stderr. */

/** The exit code that a shell gives a program that SIGPIPE has ended. Node ignores that signal. */
const closedPipe = 128 + constants.signals.SIGPIPE;

/** Ends the process without a message once its output is not read any more, as by `head`. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(closedPipe);
    });
}

export const print = (text = ''): void => void process.stdout.write(`${text}\n`);

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Asked of the streams themselves, which know NO_COLOR and what the terminal can do. */
const hasColours = (): boolean =>
  [process.stdout, process.stderr].every((stream) => stream.isTTY && stream.hasColors());

const colour = (code: number) => (text: string) =>
  hasColours() ? `\u001b[${code}m${text}\u001b[0m` : text;
export const style = {
  dim: colour(2),
  bold: colour(1),
  green: colour(32),
  red: colour(31),
  yellow: colour(33),
};

/** Rows as aligned columns under dim headings; a cell that is too long for the terminal is left whole. */
export function printTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  print(style.dim(line(headings)));
  for (const row of rows) print(line(row));
}

/** Names and values, aligned. */
export function printFields(fields: readonly (readonly [string, string])[]): void {
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) print(`  ${style.dim(name.padEnd(width))}  ${value}`);
}

/** The value of a field of a Pin, for a person. */
export const fieldText = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '(none)'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

export interface Progress {
  /** Ends the line before and begins a new one. */
  step(text: string): void;
  done(): void;
  fail(): void;
  /** Leaves no line, where the result itself is the verdict. */
  settle(): void;
}

/** One line per step on stderr, ticked when the next one begins; silent with `--json`. */
export function startProgress(quiet: boolean): Progress {
  let current: string | null = null;
  const end = (mark: string) => {
    if (current !== null && !quiet)
      process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${mark} ${current}\n`);
    current = null;
  };
  return {
    step: (text) => {
      end(style.green('✓'));
      current = text;
      if (!quiet && process.stderr.isTTY) process.stderr.write(`${style.dim('…')} ${text}`);
    },
    done: () => end(style.green('✓')),
    fail: () => end(style.red('✗')),
    settle: () => {
      if (current !== null && !quiet && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      current = null;
    },
  };
}

/** The same steps as lines of the log. */
export const logProgress = (log: { info(text: string): void }): Progress => ({
  step: (text) => log.info(text),
  done: () => {},
  fail: () => {},
  settle: () => {},
});

/** `3.4 MB`: decimal units, as disks are sold. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step] ?? 'B'}`;
}
