import { z } from 'zod';

const at = z.iso.datetime().describe("By this machine's clock.");

/** One line of a journal. */
export const JournalEntry = z.discriminatedUnion('kind', [
  /** A create request is about to leave. */
  z.object({ at, kind: z.literal('sending'), pinId: z.string(), boardId: z.string() }),
  z.object({
    at,
    kind: z.literal('published'),
    pinId: z.string(),
    boardId: z.string(),
    pinterestPinId: z.string(),
  }),
  /** Pinterest refused it, or it was proven absent: what was sent made no Pin. */
  z.object({ at, kind: z.literal('not_published'), pinId: z.string() }),
  /** A backup was begun: what is in it was so at this line. */
  z.object({ at, kind: z.literal('backup'), backupId: z.string() }),
  /** Lines before this one could not be written. */
  z.object({ at, kind: z.literal('gap') }),
]);

export type JournalEntry = z.output<typeof JournalEntry>;

/** An entry before it has its time. */
export type NewEntry = JournalEntry extends infer Entry
  ? Entry extends JournalEntry
    ? Omit<Entry, 'at'>
    : never
  : never;

/** Each process writes a file of its own, so that none waits for another. */
export const journalSuffix = '.jsonl';
