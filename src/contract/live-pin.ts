import { z } from 'zod';
import { ProblemBody } from './problem.ts';
import { cursor, Id, nextCursor, profileId, Timestamp } from './values.ts';

const count = z.number().optional();
/** Counts of one span of time. What Pinterest did not tell is absent, which is not 0. */
export const PinNumbers = z
  .object({
    impressions: count,
    saves: count,
    pinClicks: count,
    outboundClicks: count,
    reactions: count,
    comments: count,
    other: z
      .record(z.string(), z.number())
      .optional()
      .describe("Counts that Linchpin has no name for, in Pinterest's words."),
  })
  .meta({ id: 'PinNumbers' });

export const LivePin = z
  .object({
    pinterestPinId: z.string(),
    accountId: Id,
    url: z.string(),
    boardId: z.string().nullable().describe('null: it lies on no board.'),
    boardName: z.string().nullable(),
    sectionId: z.string().nullable(),
    sectionName: z.string().nullable().describe('null also where the sections were not read yet.'),
    title: z.string().nullable(),
    description: z.string().nullable(),
    link: z.string().nullable(),
    linkDomain: z.string().nullable(),
    altText: z.string().nullable(),
    creativeType: z.string().nullable().describe("Pinterest's word, such as REGULAR or VIDEO."),
    mediaType: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    slides: z
      .array(
        z.object({
          title: z.string().nullable(),
          description: z.string().nullable(),
          link: z.string().nullable(),
        }),
      )
      .describe('Of a carousel.'),
    coverUrl: z.string().nullable().describe('Its picture at Pinterest.'),
    parentPinterestPinId: z.string().nullable().describe('The Pin it is a save of.'),
    isOwner: z.boolean().nullable().describe('false: of another user on a group board.'),
    hasBeenPromoted: z.boolean().nullable(),
    createdAt: Timestamp.nullable().describe("By Pinterest's clock; null: not read yet."),
    firstSeenAt: Timestamp,
    changedAt: Timestamp.describe('When something but its numbers last changed.'),
    removedAt: Timestamp.nullable().describe('When it was found to be gone from Pinterest.'),
    publication: z
      .object({ pinId: Id, postId: Id })
      .nullable()
      .describe('What was published from here; null: it was made elsewhere.'),
    numbers: z
      .object({
        lifetime: PinNumbers.nullable().describe('Since it was made.'),
        rolling90Days: PinNumbers.nullable().describe('Of the 90 days before they were read.'),
        asOf: Timestamp.describe('When they were last read from Pinterest.'),
      })
      .nullable()
      .describe('null: Pinterest has given none yet. That is not 0.'),
  })
  .meta({ id: 'LivePin' });
export type LivePin = z.output<typeof LivePin>;

const day = (what: string) => z.string().optional().describe(`${what} (a date or a time).`);

export const ListLivePinsInput = z.object({
  profileId,
  accountId: z.string().optional(),
  boardId: z.string().optional().describe('The id of a board at Pinterest.'),
  sectionId: z.string().optional(),
  linkDomain: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .optional()
    .describe('Host that links lead to, with or without www., or a whole address.'),
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Words or their beginnings in title, description and alt text; or the id of a Pin.'),
  creativeTypes: z
    .string()
    .regex(/^[A-Z_]+(,[A-Z_]+)*$/, "Pinterest's words, separated by commas")
    .optional()
    .describe('Such as REGULAR,VIDEO.'),
  ours: z.stringbool().optional().describe('true: published from here; false: made elsewhere.'),
  state: z
    .enum(['live', 'removed', 'hidden', 'all'])
    .default('live')
    .describe('removed: those that are gone from Pinterest; hidden: those that were hidden here.'),
  pinFilter: z
    .enum(['exclude_native', 'exclude_repins', 'has_been_promoted'])
    .optional()
    .describe(
      "Pinterest's own filter: without Pins made by the account, without saves, or promoted.",
    ),
  privacy: z
    .enum(['PUBLIC', 'PROTECTED', 'SECRET'])
    .optional()
    .describe(
      "Of the board. In place of Pinterest's include_protected_pins and pin_type: all Pins are listed here.",
    ),
  createdFrom: day('Made then or later'),
  createdTo: day('Made before its end'),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  cursor: cursor(300),
  count: z.stringbool().optional().describe('Also answers how many there are in all.'),
});
export const LivePinList = z
  .object({
    pins: z.array(LivePin),
    nextCursor,
    total: z.int().nullable().describe('null: not asked for with `count`.'),
  })
  .meta({ id: 'LivePinList' });
export type LivePinList = z.output<typeof LivePinList>;

export const ExportLivePinsInput = ListLivePinsInput.omit({
  limit: true,
  cursor: true,
  count: true,
});
/** Sent as the file itself. `rows` is a stream of its lines. */
export const LivePinExport = z
  .object({ type: z.string(), filename: z.string(), rows: z.unknown() })
  .meta({ id: 'LivePinExport' });

export const livePinId = z
  .string()
  .describe("Pinterest's id of the Pin, or Linchpin's id of a Pin that was published from here.");

export const GetLivePinInput = z.object({
  pinId: livePinId,
  accountId: z
    .string()
    .optional()
    .describe('Needed where several accounts see the Pin, and to read one that is not known yet.'),
  fresh: z.stringbool().optional().describe('Reads it from Pinterest now.'),
});
export const LivePinAnswer = z
  .object({
    pin: LivePin,
    warnings: z.array(ProblemBody).optional().describe('Why it could not be read again.'),
  })
  .meta({ id: 'LivePinAnswer' });
export type LivePinAnswer = z.output<typeof LivePinAnswer>;

export const ImportPinsInput = z.object({
  accountId: z.string(),
  markAllRemoved: z
    .boolean()
    .optional()
    .describe(
      'Marks every Pin that is missing on Pinterest as removed, also when it is more than 5 % of them.',
    ),
});
export const ImportProgressInput = z.object({ accountId: z.string() });
export const PinImport = z
  .object({
    accountId: Id,
    state: z
      .enum(['planned', 'reading', 'checking', 'waiting', 'idle', 'never'])
      .describe(
        'planned: due, not begun; reading: boards; checking: asks after Pins that are missing; waiting: goes on at nextAt, since requests are used up or failed; idle: done until nextAt.',
      ),
    boards: z.object({
      done: z.int(),
      total: z.int(),
      unread: z.int().describe('Those of `done` that could not be read to the end.'),
    }),
    pins: z.object({
      seen: z.int(),
      expected: z.int().nullable().describe('By the counts of the boards; null: not known.'),
      removed: z.int().describe('Found to be gone from Pinterest.'),
    }),
    startedAt: Timestamp.nullable(),
    finishedAt: Timestamp.nullable().describe('Of the run before, while one is under way.'),
    completeAsOf: Timestamp.nullable().describe('When the last run began that read every board.'),
    nextAt: Timestamp.nullable(),
    problem: ProblemBody.nullable().describe('What stopped the run, or what it left open.'),
  })
  .meta({ id: 'PinImport' });
export type PinImport = z.output<typeof PinImport>;
