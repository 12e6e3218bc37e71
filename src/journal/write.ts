import { randomUUID } from 'node:crypto';
import type { NewEntry } from './entry.ts';
import type { JournalPlace } from './place.ts';

/**
 * What this installation published, kept outside the database: after a restore it says what the rows of the backup
 * cannot know. Append-only.
 */
export interface Journal {
  /** Resolves when the line is with the operating system or the store: it survives the end of this process. */
  note(entry: NewEntry): Promise<void>;
  /** Resolves when the line is on the disk: it survives the end of the machine. */
  keep(entry: NewEntry): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  line: string;
  sync: boolean;
  done: () => void;
}

/**
 * Opens nothing before the first line. A failed write does not stop publishing: the next successful write records a gap,
 * and a restore then treats the journal as incomplete and asks a person.
 * @param onError called for every line that could not be written.
 */
export function openJournal(
  place: JournalPlace,
  onError: (error: unknown) => void,
  now: () => number = Date.now,
): Journal {
  const stamp = new Date(now()).toISOString().slice(0, 10);
  const file = place.open(`${stamp}-${randomUUID()}`);
  let missing = false;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> = Promise.resolve();
  const line = (entry: NewEntry): string =>
    `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`;

  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    try {
      // A line that was cut short by a full disk must not run into the next.
      const gap = missing ? `\n${line({ kind: 'gap' })}` : '';
      await file.append(
        gap + lines.map((item) => item.line).join(''),
        lines.some(({ sync }) => sync),
      );
      missing = false;
    } catch (error) {
      missing = true;
      onError(error);
    }
    for (const { done } of lines) done();
  };
  const add = (entry: NewEntry, sync: boolean): Promise<void> =>
    new Promise((done) => {
      waiting.push({ line: line(entry), sync, done });
      // Entries added during a write are batched into the next.
      flushing = flushing.then(flush);
    });

  return {
    note: (entry) => add(entry, false),
    keep: (entry) => add(entry, true),
    close: async () => {
      await flushing;
      await file.close();
    },
  };
}
