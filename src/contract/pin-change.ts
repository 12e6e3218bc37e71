import { z } from 'zod';
import { changeStates } from '../domain/pins/change-states.ts';
import { ProblemBody } from './problem.ts';
import { cursor, Id, nextCursor, profileId, Timestamp } from './values.ts';

const text = z.string().nullable();
const slide = z.object({ title: text, description: text, link: text });

/** Fields of a live Pin that can be changed; those that are not concerned are absent. */
export const LiveFields = z.object({
  title: text.optional(),
  description: text.optional(),
  link: text.optional(),
  altText: text.optional(),
  boardId: text.optional(),
  sectionId: text.optional(),
  slides: z.array(slide).optional(),
});

/** Who asked for it: a key, a person or the product itself. */
export const askedBy = z.object({ type: z.string(), name: z.string() });

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
        'open: waits for its time, for others or for an answer (`problem`, `nextAt`); conflict: the same fields were changed on Pinterest meanwhile, or the change is out of a backup: say which is to stay.',
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
    askedBy,
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

export const ListPinChangesInput = z.object({
  profileId,
  state: z.enum(changeStates).optional(),
  batchId: z.string().optional(),
  pinterestPinId: z.string().optional(),
  accountId: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  cursor: cursor(60),
});
export const PinChangeList = z
  .object({
    changes: z.array(PinChange),
    nextCursor,
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
