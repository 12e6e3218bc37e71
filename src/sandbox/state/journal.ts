import { createWriteStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** An append-only file of JSON lines. */
export interface Journal {
  append(record: unknown): void;
  /** Resolves once every appended line is with the operating system, so that kill -9 cannot lose it. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

/** Reads all whole lines. A torn last line (killed in mid-write) is dropped. */
export function readJournal(path: string): unknown[] {
  if (!existsSync(path)) return [];
  const records: unknown[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    try {
      records.push(JSON.parse(line));
    } catch {
      break;
    }
  }
  return records;
}

/** Replaces the file with `records` in one rename, then keeps appending to it. */
export function openJournal(path: string, records: Iterable<unknown>): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const lines: string[] = [];
  for (const record of records) lines.push(`${JSON.stringify(record)}\n`);
  writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return appendingTo(createWriteStream(path, { flags: 'a', mode: 0o600 }));
}

function appendingTo(stream: WriteStream): Journal {
  let last: Promise<void> = Promise.resolve();
  return {
    append: (record) => {
      last = new Promise((resolve, reject) => {
        stream.write(`${JSON.stringify(record)}\n`, (error) => (error ? reject(error) : resolve()));
      });
      // flushed() reports the error; without this an append that is not awaited would crash the process.
      last.catch(() => undefined);
    },
    flushed: () => last,
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

/** For a sandbox without a data directory. */
export const noJournal: Journal = {
  append: () => undefined,
  flushed: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
