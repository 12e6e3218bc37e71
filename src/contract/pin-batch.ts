import { z } from 'zod';
import { delaySeconds, intervalMinutes } from './live-pin-verbs.ts';
import { ListLivePinsInput } from './live-pin.ts';
import { askedBy, LiveFields } from './pin-change.ts';
import { ProblemBody } from './problem.ts';
import { cursor, Id, nextCursor, profileId, Timestamp } from './values.ts';

const utmValue = z.string().max(200).nullable().optional();
export const BulkAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('replace'),
    fields: z
      .array(z.enum(['title', 'description', 'altText', 'link']))
      .min(1)
      .describe('Where to look.'),
    find: z.string().min(1).max(2_000).describe('Plain text.'),
    with: z.string().max(2_000),
    wholeWord: z.boolean().default(false),
    matchCase: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('utm'),
    source: utmValue.describe('null removes it; absent: stays.'),
    medium: utmValue,
    campaign: utmValue,
    term: utmValue,
    content: utmValue,
  }),
  z.object({
    kind: z.literal('move'),
    board: z.string(),
    section: z.string().nullable().optional(),
  }),
  z.object({ kind: z.literal('delete'), delaySeconds }),
  z.object({
    kind: z.literal('save'),
    board: z.string().describe('Where each of them is saved, by its id or exact name.'),
    section: z.string().nullable().optional(),
    scheduledFor: z.string().optional().describe('When the first goes out; absent: now.'),
    timezone: z.string().optional(),
    intervalMinutes: intervalMinutes.describe('Between one Pin and the next; absent: all at once.'),
  }),
]);
export type BulkAction = z.output<typeof BulkAction>;

/** Which live Pins of an account: by their ids, or by the filters of the list. */
export const PinSelection = ListLivePinsInput.omit({
  profileId: true,
  accountId: true,
  limit: true,
  cursor: true,
  count: true,
  state: true,
  ours: true,
})
  .extend({
    ours: z.boolean().optional(),
    pinIds: z.array(z.string().max(40)).min(1).max(20_000).optional(),
  })
  .describe('Ids, or filters as in pins.list; those that are gone are never among them.');

export const BulkLivePinsInput = z.object({
  accountId: z.string(),
  select: PinSelection,
  action: BulkAction,
  dryRun: z.boolean().optional().describe('Says what would be changed, and stores nothing.'),
});

export const PinBatch = z
  .object({
    id: Id.describe('As `batchId` of pins.changes it lists what became of each Pin.'),
    accountId: Id,
    kind: z.enum(['replace', 'utm', 'move', 'delete', 'save', 'undo']),
    undoOf: Id.nullable().describe('The batch that it takes back.'),
    state: z
      .enum(['planning', 'done', 'stopped'])
      .describe(
        'planning: its Pins are looked at, some at a time, also after a restart; done: each has a change or stays as it is; stopped: by an undo, or for `problem`.',
      ),
    total: z.int().describe('Pins that were selected when it began; of an undo, changes.'),
    looked: z.int().describe('How many of them were looked at.'),
    same: z.int().describe('How many of them stay as they are.'),
    changes: z
      .object({
        open: z.int(),
        done: z.int(),
        refused: z.int(),
        conflict: z.int(),
        cancelled: z.int(),
      })
      .describe('How many changes are in which state.'),
    problem: ProblemBody.nullable().describe('Why it stopped.'),
    askedBy,
    askedAt: Timestamp,
    endedAt: Timestamp.nullable(),
  })
  .meta({ id: 'PinBatch' });
export type PinBatch = z.output<typeof PinBatch>;

export const ListPinBatchesInput = z.object({
  profileId,
  batchId: z.string().optional().describe('Only this one.'),
  accountId: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor(60),
});
export const PinBatchList = z
  .object({
    batches: z.array(PinBatch),
    nextCursor,
  })
  .meta({ id: 'PinBatchList' });
export type PinBatchList = z.output<typeof PinBatchList>;

export const BulkLivePins = z
  .object({
    dryRun: z.boolean(),
    batch: PinBatch.nullable().describe('null: nothing was stored.'),
    selected: z.int().describe('Pins that the selection has.'),
    changing: z
      .int()
      .describe('Of a dry run: of all of them. Else of those that `batch` looked at already.'),
    rows: z
      .array(
        z.object({
          pinterestPinId: z.string(),
          result: z.enum(['changes', 'same', 'refused']),
          before: LiveFields,
          wanted: LiveFields,
          problems: z.array(ProblemBody),
        }),
      )
      .describe('The first 1,000 that change or are refused; pins.changes lists all of a batch.'),
  })
  .meta({ id: 'BulkLivePins' });
export type BulkLivePins = z.output<typeof BulkLivePins>;
export type BulkLivePinsInput = z.output<typeof BulkLivePinsInput>;
