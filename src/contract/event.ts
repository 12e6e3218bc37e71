import { z } from 'zod';
import { profileId } from './values.ts';

export const eventKinds = [
  'post.scheduled',
  'post.published',
  'post.partial',
  'post.failed',
  'post.cancelled',
  'pin.published',
  'pin.held',
  'pin.failed',
  'pin.cancelled',
  'pin.removed',
  'pin.changed',
  'account.connected',
  'account.disconnected',
  'account.expiring',
  'board.changed',
] as const;

/** `deleted`: from here; `gone`: found to be missing on Pinterest; `back`: it is there again. */
export const boardChanges = [
  'created',
  'renamed',
  'described',
  'privacy',
  'deleted',
  'gone',
  'back',
] as const;

/** Something that happened. It names what it is about; ask for the post to see how that is now. */
export const Event = z
  .object({
    cursor: z.string().describe('Ask for what came after it.'),
    kind: z.enum(eventKinds),
    at: z.string(),
    profileId: z.string(),
    postId: z.string().nullable(),
    pinId: z.string().nullable(),
    accountId: z.string().nullable(),
    facts: z
      .object({
        pinterestPinId: z.string().optional(),
        code: z.string().optional(),
        boardId: z.string().optional(),
        name: z.string().optional().describe('Of the board.'),
        change: z.enum(boardChanges).optional().describe('What became of the board.'),
      })
      .catchall(z.unknown())
      .describe('What was so at that moment.'),
  })
  .meta({ id: 'Event' });
export type Event = z.output<typeof Event>;

export const ListEventsInput = z.object({
  profileId,
  after: z.string().max(60).optional().describe('A cursor; absent: from the oldest that is kept.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const EventList = z
  .object({
    events: z.array(Event),
    cursor: z.string().describe('Where to go on, also when nothing is new.'),
    reset: z
      .boolean()
      .describe(
        'The cursor was older than what is kept (30 days), or from before a restore: read everything again.',
      ),
  })
  .meta({ id: 'EventList' });
