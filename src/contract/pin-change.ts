import { z } from 'zod';
import { ListLivePinsInput, LivePin } from './live-pin.ts';
import { ProblemBody } from './problem.ts';
import { Id, profileId, Timestamp } from './values.ts';

const text = z.string().nullable();
const slide = z.object({ title: text, description: text, link: text });

/** Fields of a live Pin that can be changed; those that are not concerned are absent. */
const LiveFields = z.object({
  title: text.optional(),
  description: text.optional(),
  link: text.optional(),
  altText: text.optional(),
  boardId: text.optional(),
  sectionId: text.optional(),
  slides: z.array(slide).optional(),
});

export const changeStates = ['open', 'done', 'refused', 'conflict', 'cancelled'] as const;

export const PinChange = z
  .object({
    id: Id,
    accountId: Id,
    pinterestPinId: z.string(),
    kind: z
      .enum(['edit', 'delete', 'save'])
      .describe('save: of a batch; it is done when its post is made, which then says how it goes.'),
    state: z
      .enum(changeStates)
      .describe(
        'open: waits for its time, for others or for an answer (`problem`, `nextAt`); conflict: a person is asked, since somebody else changed the same or the change is out of a backup: say which is to stay.',
      ),
    before: LiveFields.describe('What was seen of the fields that are to be changed.'),
    wanted: LiveFields,
    shown: LiveFields.nullable().describe('Of a conflict: what Pinterest shows.'),
    problem: ProblemBody.nullable(),
    isUnderWay: z
      .boolean()
      .describe('A request for it may have left: it cannot be cancelled any more.'),
    isUndoable: z.boolean(),
    nextAt: Timestamp.nullable().describe('When it is made, or tried again.'),
    askedBy: z.object({ type: z.string(), name: z.string() }),
    askedAt: Timestamp,
    endedAt: Timestamp.nullable(),
    batchId: Id.nullable(),
    undoOf: Id.nullable().describe('The change that it takes back.'),
    postId: Id.nullable().describe('Of a save: the post that makes it.'),
  })
  .meta({ id: 'PinChange' });
export type PinChange = z.output<typeof PinChange>;

export const PinChangeAnswer = z.object({ change: PinChange }).meta({ id: 'PinChangeAnswer' });
export type PinChangeAnswer = z.output<typeof PinChangeAnswer>;

const whichPin = {
  pinId: z
    .string()
    .describe("Pinterest's id of the Pin, or Linchpin's id of a Pin that was published from here."),
  accountId: z.string().optional().describe('Needed where several accounts see the Pin.'),
};

const slideInput = z.object({
  title: text.default(null),
  description: text.default(null),
  link: text.default(null),
});
const editable = {
  title: text.optional().describe('null or "" empties it; what is absent stays.'),
  description: text.optional(),
  link: text.optional(),
  altText: text.optional(),
  slides: z
    .array(slideInput)
    .max(5)
    .optional()
    .describe('Words of all images of a carousel, in order.'),
};
export const UpdateLivePinInput = z.object({
  ...whichPin,
  ...editable,
  board: z.string().optional().describe('Moves it to this board, by its id or exact name.'),
  section: z
    .string()
    .nullable()
    .optional()
    .describe('Id or exact name of a section of its board, or of `board`; null: none.'),
  seen: LiveFields.optional().describe(
    'What the person saw; absent: what was last read. If Pinterest shows something else of these fields, the change is a conflict.',
  ),
  changedAt: Timestamp.optional().describe(
    '`changedAt` of the Pin as it was seen: refused if it was changed since.',
  ),
});

/** 7 days. */
const mostDelay = 7 * 24 * 3600;
const delaySeconds = z.coerce
  .number()
  .int()
  .min(0)
  .max(mostDelay)
  .default(30)
  .describe('Until then it can be cancelled; up to 7 days.');
export const DeleteLivePinInput = z.object({ ...whichPin, delaySeconds });

export const HideLivePinInput = z.object({
  ...whichPin,
  hidden: z.boolean().describe('true: lists here leave it out. It stays on Pinterest.'),
});
export const HiddenPin = z
  .object({ pinterestPinId: z.string(), accountId: Id, hidden: z.boolean() })
  .meta({ id: 'HiddenPin' });

export const SaveLivePinInput = z.object({
  ...whichPin,
  boards: z.array(z.string()).min(1).max(100).describe('Ids or exact names.'),
  scheduledFor: z.string().optional().describe('Absent: now.'),
  timezone: z.string().optional(),
  intervalMinutes: z
    .int()
    .min(1)
    .max(129_600)
    .optional()
    .describe('Between one board and the next; absent: all at once.'),
  jitterMinutes: z.int().min(0).max(129_599).optional(),
});

export const ListPinChangesInput = z.object({
  profileId,
  state: z.enum(changeStates).optional(),
  batchId: z.string().optional(),
  pinterestPinId: z.string().optional(),
  accountId: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  cursor: z.string().max(60).optional().describe('`nextCursor` of the page before.'),
});
export const PinChangeList = z
  .object({
    changes: z.array(PinChange),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
  })
  .meta({ id: 'PinChangeList' });
export type PinChangeList = z.output<typeof PinChangeList>;

export const ResolvePinChangeInput = z.object({
  changeId: z.string(),
  keep: z
    .enum(['mine', 'theirs'])
    .describe(
      'mine: overwrites what Pinterest shows, or has a refused change tried again; theirs: drops the change.',
    ),
});

export const AnswerPinChangesInput = z.object({
  profileId,
  batchId: z
    .string()
    .optional()
    .describe(
      'Those of this batch that ask, or were refused since Pinterest had not granted editing; absent: those out of a backup.',
    ),
  keep: z
    .enum(['mine', 'theirs'])
    .describe('mine: all are made; theirs: all are dropped, and what Pinterest shows stays.'),
});
export const AnsweredPinChanges = z
  .object({ answered: z.int() })
  .meta({ id: 'AnsweredPinChanges' });

export const UndoPinChangesInput = z
  .object({
    profileId,
    changeId: z.string().optional(),
    batchId: z.string().optional().describe('All changes of a batch.'),
  })
  .refine(({ changeId, batchId }) => (changeId === undefined) !== (batchId === undefined), {
    error: 'Name a change or a batch.',
    path: ['changeId'],
  });
export const UndonePinChanges = z
  .object({
    batchId: Id.nullable().describe(
      'Of the changes that take others back. Of a large batch only the first ones are counted here; pins.batches shows how far it is.',
    ),
    cancelled: z.int().describe('Changes that had not begun, or that asked.'),
    undoing: z
      .int()
      .describe(
        'Edits that are taken back by new changes, and copies that were saved and are deleted.',
      ),
    left: z.array(z.object({ changeId: Id, pinterestPinId: z.string(), problem: ProblemBody })),
  })
  .meta({ id: 'UndonePinChanges' });
export type UndonePinChanges = z.output<typeof UndonePinChanges>;

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
    intervalMinutes: z
      .int()
      .min(1)
      .max(129_600)
      .optional()
      .describe('Between one Pin and the next; absent: all at once.'),
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
    askedBy: z.object({ type: z.string(), name: z.string() }),
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
  cursor: z.string().max(60).optional().describe('`nextCursor` of the page before.'),
});
export const PinBatchList = z
  .object({
    batches: z.array(PinBatch),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
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

export const ExportLivePinsInput = ListLivePinsInput.omit({
  limit: true,
  cursor: true,
  count: true,
});
/** Sent as the file itself. `rows` is a stream of its lines. */
export const LivePinExport = z
  .object({ type: z.string(), filename: z.string(), rows: z.unknown() })
  .meta({ id: 'LivePinExport' });

export const UpdatedLivePin = z
  .object({ change: PinChange, pin: LivePin, warnings: z.array(ProblemBody).optional() })
  .meta({ id: 'UpdatedLivePin' });
export type UpdatedLivePin = z.output<typeof UpdatedLivePin>;

const onPinterest = {
  postId: z.string(),
  platform: z.literal('pinterest'),
  accountId: z.string().optional().describe('Only the Pins of this account.'),
};
export const UnpublishPostInput = z.object(onPinterest);
export const Unpublished = z
  .object({ success: z.boolean(), message: z.string() })
  .meta({ id: 'Unpublished' });
export const EditLivePostInput = z.object({
  ...onPinterest,
  content: z.string().describe('The description, up to 800 characters.'),
});
export const EditedLivePost = z
  .object({ success: z.boolean(), id: z.string(), url: z.string(), message: z.string() })
  .meta({ id: 'EditedLivePost' });
