import { z } from 'zod';
import { isObject } from '../domain/is-object.ts';
import { Account } from './account.ts';
import { ProblemBody } from './problem.ts';
import { Id, Timestamp } from './values.ts';

export const Board = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']),
    url: z.string().nullable(),
    pinCount: z.int().nullable().describe('null where Pinterest did not say.'),
    coverUrl: z.string().nullable().describe('Of its picture at Pinterest; null: it has none.'),
    owner: z
      .string()
      .nullable()
      .describe(
        'User name of its owner: of a group board another one. null: Pinterest did not say.',
      ),
    isDefault: z.boolean(),
  })
  .meta({ id: 'Board' });
export type Board = z.output<typeof Board>;

const accountId = z.string();
const boardId = z.string().describe('The id or the exact name of a board.');
const sectionId = z.string().describe('The id or the exact name of a section.');
const boardName = z.string().trim().min(1);

/** When what is shown was read from Pinterest. */
const reading = {
  asOf: Timestamp.describe('When it was read from Pinterest.'),
  ageSeconds: z.int().describe('How long ago that was.'),
};
const warnings = z.array(ProblemBody).optional();

export const ListBoardsInput = z.object({
  accountId,
  refresh: z.stringbool().optional().describe('Reads the boards from Pinterest at once.'),
  search: z.string().optional().describe('In names and descriptions.'),
});
export const BoardList = z
  .object({
    boards: z.array(Board),
    ...reading,
    warnings: warnings.describe('Why they could not be read again.'),
  })
  .meta({ id: 'BoardList' });
export type BoardList = z.output<typeof BoardList>;

export const CreateBoardInput = z.object({
  accountId,
  name: boardName,
  description: z.string().optional(),
  privacy: Board.shape.privacy.optional().describe('PUBLIC when absent.'),
});
export const BoardAnswer = z.object({ board: Board }).meta({ id: 'BoardAnswer' });
export type BoardAnswer = z.output<typeof BoardAnswer>;

export const UpdateBoardInput = z.object({
  accountId,
  boardId,
  name: boardName.optional(),
  description: z.string().nullable().optional().describe('null or "" removes it.'),
  privacy: z
    .enum(['PUBLIC', 'SECRET'])
    .optional()
    .describe('Pinterest makes no board protected that is not.'),
});

export const DeleteBoardInput = z.object({
  accountId,
  boardId,
  movePinsTo: boardId
    .optional()
    .describe('Board to which Pins planned here are moved first, by its id or exact name.'),
  cancelPins: z.stringbool().optional().describe('Cancels the Pins planned here for the board.'),
});

export const DefaultBoardInput = z.object({
  accountId,
  defaultBoardId: boardId
    .nullable()
    .describe('Where Pins go that name no board; its id or exact name. null: nowhere.'),
  defaultBoardName: z.string().optional().describe('Has no effect: the board knows its name.'),
});
export const DefaultBoardAnswer = z
  .object({ message: z.string(), account: Account })
  .meta({ id: 'DefaultBoardAnswer' });

/** `boardId` is what some clients of Zernio's API send. */
export const readDefaultBoard = (raw: unknown): unknown => {
  if (!isObject(raw) || !('boardId' in raw) || 'defaultBoardId' in raw) return raw;
  const { boardId: defaultBoardId, ...rest } = raw;
  return { ...rest, defaultBoardId };
};

export const MovePinsInput = z.object({
  accountId,
  boardId: boardId.describe('The board they leave, also one that is gone; its id or exact name.'),
  sectionId: z.string().optional().describe('Only Pins of this section of it, by its id.'),
  toBoardId: boardId,
  toSectionId: sectionId.optional(),
});

/** A Pin that stays where it is. */
export const LeftPin = z.object({
  postId: Id,
  pinId: Id,
  title: z.string().nullable(),
  problem: ProblemBody.describe('Why.'),
});
export const MovedPins = z
  .object({
    message: z.string(),
    moved: z.int().describe('Drafts, planned and held Pins that are for the other board now.'),
    released: z.int().describe('Those of them that were held because the board is gone.'),
    left: z.array(LeftPin),
    warnings,
  })
  .meta({ id: 'MovedPins' });
export type MovedPins = z.output<typeof MovedPins>;

export const BoardSection = z
  .object({ id: z.string(), name: z.string() })
  .meta({ id: 'BoardSection' });
export type BoardSection = z.output<typeof BoardSection>;

export const ListSectionsInput = z.object({
  accountId,
  boardId,
  refresh: z.stringbool().optional().describe('Reads them from Pinterest at once.'),
});
export const SectionList = z
  .object({ sections: z.array(BoardSection), ...reading, warnings })
  .meta({ id: 'SectionList' });

const sectionName = z.string().trim().min(1).max(180);

export const CreateSectionInput = z.object({ accountId, boardId, name: sectionName });
export const RenameSectionInput = z.object({ accountId, boardId, sectionId, name: sectionName });
export const SectionAnswer = z.object({ section: BoardSection }).meta({ id: 'SectionAnswer' });

export const DeleteSectionInput = z.object({
  accountId,
  boardId,
  sectionId,
  pinsToBoard: z
    .stringbool()
    .optional()
    .describe('Pins planned here for the section go to the board itself.'),
  cancelPins: z.stringbool().optional().describe('Cancels the Pins planned here for the section.'),
});
