import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import type { Board } from '../../sdk/index.ts';
import { print, printJson, printTable } from '../output.ts';

interface BoardOptions extends ServerOptions {
  json?: boolean;
  account?: string;
}

/** The boards of an account, as Pinterest has them now. */
export async function listBoards(options: BoardOptions): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const list = await client.boards.list(account._id);
  if (options.json) return printJson(list);
  if (list.boards.length === 0) return print(`${account.username} has no boards yet.`);
  printBoards(list.boards);
}

/** Boards as a table. */
export const printBoards = (boards: readonly Board[]): void =>
  printTable(
    ['Board', 'Id', 'Privacy', 'Pins'],
    boards.map((board) => [
      board.name,
      board.id,
      board.privacy.toLowerCase(),
      board.pinCount === null ? 'unknown' : String(board.pinCount),
    ]),
  );

export async function createBoard(
  name: string,
  options: BoardOptions & { description?: string; privacy: 'public' | 'protected' | 'secret' },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const made = await client.boards.create(account._id, {
    name,
    ...(options.description && { description: options.description }),
    privacy: privacies[options.privacy],
  });
  if (options.json) return printJson(made);
  print(`Made the board "${made.board.name}" (${made.board.id}).`);
}

const privacies = { public: 'PUBLIC', protected: 'PROTECTED', secret: 'SECRET' } as const;
