import { text } from 'node:stream/consumers';
import type { JournalPlace } from './place.ts';

/** Copies every journal to another place. One that is still written to is brought up to date by a further call. */
export async function moveJournals(from: JournalPlace, to: JournalPlace): Promise<void> {
  const there = new Set(await to.names());
  for (const name of await from.names()) {
    const lines = await text(from.read(name));
    if (!there.has(name) || (await text(to.read(name))) !== lines) await to.write(name, lines);
  }
}
