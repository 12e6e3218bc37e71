import { z } from 'zod';
import type { Board } from '../../contract/index.ts';
import { account, chooseAccount } from '../account.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { tool } from '../tool.ts';

const BoardShape = z.looseObject({ id: z.string(), name: z.string() });

/** A board, as tools and resources show it. */
export const presentBoard = ({ id, name, description, privacy, pinCount, isDefault }: Board) => ({
  id,
  name,
  ...(description && { description }),
  privacy,
  pinCount,
  isDefault,
});

const find = tool({
  name: 'find_boards',
  title: 'Find boards',
  description:
    'Boards of an account, all or those with a text in name or description. Use the names or ids with other tools.',
  call: 'boards.list',
  input: z.strictObject({
    account,
    search: z.string().optional(),
    refresh: z.boolean().optional().describe('Read them from Pinterest now.'),
  }),
  output: z.object({ boards: z.array(BoardShape), asOf: z.string() }),
  async run(caller, { account: wanted, search, refresh }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const { boards, asOf } = await caller.run('boards.list', {
      accountId,
      ...(search !== undefined && { search }),
      ...(refresh && { refresh: 'true' }),
    });
    return { boards: boards.map(presentBoard), asOf };
  },
});

const create = tool({
  name: 'create_board',
  title: 'Create a board',
  description: 'Makes a board on Pinterest. Fails with its name when the account has one like it.',
  call: 'boards.create',
  input: z.strictObject({
    account,
    name: z.string(),
    description: z.string().optional(),
    secret: z.boolean().optional(),
    idempotencyKey,
  }),
  output: z.object({ board: BoardShape }),
  async run(caller, { account: wanted, name, description, secret }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const { board } = await caller.run('boards.create', {
      accountId,
      name,
      ...(description !== undefined && { description }),
      privacy: secret ? 'SECRET' : 'PUBLIC',
    });
    return { board: presentBoard(board) };
  },
});

export const boardTools = [find, create];
