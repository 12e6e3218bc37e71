import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { JournalEntry, journalSuffix } from './entry.ts';

/** What a journal knows of a Pin. */
export type JournaledPin =
  | { state: 'published'; pinterestPinId: string; boardId: string; at: Date }
  /** It was sent, and what came of it is not known. */
  | { state: 'sending' };

export interface JournalFacts {
  /** Whether everything that was sent since the backup is in it. */
  reachesBackTo(backupId: string | undefined): boolean;
  pins: ReadonlyMap<string, JournaledPin>;
}

/** Reads the journals of all processes of an installation; a directory that is not there holds none. */
export async function readJournals(dir: string): Promise<JournalFacts> {
  const latest = new Map<string, { ms: number; pin: JournaledPin | null }>();
  const backups = new Map<string, number>();
  let gapMs = -Infinity;
  for (const name of await namesIn(dir))
    for await (const line of linesOf(join(dir, name))) {
      const entry = parse(line);
      if (!entry) continue;
      const ms = Date.parse(entry.at);
      if (entry.kind === 'backup') backups.set(entry.backupId, ms);
      else if (entry.kind === 'gap') gapMs = Math.max(gapMs, ms);
      else {
        const known = latest.get(entry.pinId);
        // The later of two processes wins, except that a published Pin stays published.
        if (known?.pin?.state !== 'published' && ms >= (known?.ms ?? -Infinity))
          latest.set(entry.pinId, { ms, pin: pinOf(entry) });
        else if (entry.kind === 'published') latest.set(entry.pinId, { ms, pin: pinOf(entry) });
      }
    }
  const pins = new Map<string, JournaledPin>();
  for (const [id, { pin }] of latest) if (pin) pins.set(id, pin);
  return {
    pins,
    reachesBackTo: (backupId) => {
      const backupMs = backupId === undefined ? undefined : backups.get(backupId);
      return backupMs !== undefined && gapMs < backupMs;
    },
  };
}

/** null: it is not on Pinterest. */
function pinOf(entry: Exclude<JournalEntry, { kind: 'backup' | 'gap' }>): JournaledPin | null {
  if (entry.kind === 'not_published') return null;
  if (entry.kind === 'sending') return { state: 'sending' };
  const { pinterestPinId, boardId, at } = entry;
  return { state: 'published', pinterestPinId, boardId, at: new Date(at) };
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).filter((name) => name.endsWith(journalSuffix)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const linesOf = (path: string) =>
  createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });

/** null: a line that was cut off when its process ended. */
function parse(line: string): JournalEntry | null {
  try {
    return JournalEntry.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
