import { JournalEntry } from './entry.ts';
import type { JournalPlace } from './place.ts';

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

/** Reads the journals of all processes of an installation, wherever it has kept them so far. */
export async function readJournals(places: readonly JournalPlace[]): Promise<JournalFacts> {
  const latest = new Map<string, { ms: number; pin: JournaledPin | null }>();
  const backups = new Map<string, number>();
  let gapMs = -Infinity;
  for (const place of places)
    for await (const line of linesOf(place)) {
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

async function* linesOf(place: JournalPlace): AsyncGenerator<string> {
  for (const name of await place.names()) {
    let rest = '';
    // Not by readline, which loses the error of a stream that breaks.
    for await (const chunk of place.read(name).setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
    yield rest;
  }
}

/** null: a line that was cut off when its process ended. */
function parse(line: string): JournalEntry | null {
  try {
    return JournalEntry.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
