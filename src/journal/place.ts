import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { journalSuffix } from './entry.ts';

/** Where the journals of all processes lie. */
export interface JournalPlace {
  /** A journal of its own for one process. Makes nothing before its first lines. */
  open(name: string): JournalFile;
  /** Of every file; a place that does not exist yet holds none. */
  names(): Promise<string[]>;
  read(name: string): Readable;
  /** Writes a whole file, in place of the one of that name. */
  write(name: string, text: string): Promise<void>;
}

export interface JournalFile {
  /** @param sync whether the lines must survive the end of the machine, not only that of the process. */
  append(lines: string, sync: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A directory, which several processes may share. */
export const diskJournals = (dir: string): JournalPlace => ({
  open(name) {
    let file: FileHandle | null = null;
    return {
      async append(lines, sync) {
        if (file === null) {
          await mkdir(dir, { recursive: true, mode: 0o700 });
          file = await open(join(dir, name + journalSuffix), 'a', 0o600);
        }
        await file.appendFile(lines);
        if (sync) await file.datasync();
      },
      close: async () => file?.close(),
    };
  },
  async names() {
    try {
      return (await readdir(dir)).filter((name) => name.endsWith(journalSuffix)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  },
  read: (name) => createReadStream(join(dir, name)),
  async write(name, text) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeFile(join(dir, name), text, { mode: 0o600 });
  },
});

/** A folder of an object store. */
export interface Notes {
  /** Replaces the text of that name; it is kept when this resolves. */
  put(name: string, text: string): Promise<void>;
  names(): Promise<string[]>;
  read(name: string): Readable;
}

/** Characters after which the next object is begun: some 400 lines, so that what is sent with each line stays small. */
const segmentLength = 65_536;

/**
 * Objects of a store, which every machine finds. Nothing can be added to an object, so each line brings those before it
 * along, and after a while a further object is begun.
 */
export const storedJournals = (notes: Notes): JournalPlace => ({
  open(name) {
    let segment = 0;
    let text = '';
    return {
      async append(lines) {
        if (text.length > segmentLength) {
          segment++;
          text = '';
        }
        const number = String(segment).padStart(6, '0');
        await notes.put(`${name}-${number}${journalSuffix}`, text + lines);
        text += lines;
      },
      close: () => Promise.resolve(),
    };
  },
  names: async () => (await notes.names()).filter((name) => name.endsWith(journalSuffix)).sort(),
  read: (name) => notes.read(name),
  write: (name, text) => notes.put(name, text),
});

/** The journals of an installation: in its object store, or in the data directory that its processes share. */
export const journalPlace = (dataDir: string, notes: Notes | null): JournalPlace =>
  notes === null ? diskJournals(join(dataDir, 'journal')) : storedJournals(notes);
