import { clockOf, type ClockOptions } from '../clock.ts';
import { confirmed } from '../confirm.ts';
import { CliError } from '../errors.ts';
import { print, printJson, printTable, style } from '../output.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import type { Board } from '../../sdk/index.ts';
import { fixFor } from '../wording.ts';

export interface BoardOptions extends ServerOptions {
  json?: boolean;
  account?: string;
}

/** The boards of an account, and when they were read from Pinterest. */
export async function listBoards(
  options: BoardOptions & { refresh?: boolean; search?: string },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const list = await client.boards.list(account._id, {
    ...(options.refresh && { refresh: 'true' }),
    ...(options.search !== undefined && { search: options.search }),
  });
  if (options.json) return printJson(list);
  sayOutdated(list.warnings);
  if (list.boards.length === 0)
    return print(
      options.search === undefined
        ? `${account.username} has no boards yet.`
        : `${account.username} has no board with "${options.search}".`,
    );
  printBoards(list.boards, account.username);
  print();
  print(style.dim(`Read from Pinterest ${age(list.ageSeconds)}.`));
}

/** Prints boards as a table. @param username of the account; boards of other owners are marked. */
export const printBoards = (boards: readonly Board[], username: string): void =>
  printTable(
    ['Board', 'Id', 'Privacy', 'Pins', ''],
    boards.map((board) => [
      board.name,
      board.id,
      board.privacy.toLowerCase(),
      board.pinCount === null ? 'unknown' : String(board.pinCount),
      [
        board.isDefault && 'default',
        board.owner !== null && board.owner !== username && `of ${board.owner}`,
      ]
        .filter(Boolean)
        .join(', '),
    ]),
  );

/** `just now`, `3 minutes ago`. */
export function age(seconds: number): string {
  const steps = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const;
  const step = steps.find(([size]) => seconds >= size);
  if (!step) return 'just now';
  const count = Math.floor(seconds / step[0]);
  return `${count} ${step[1]}${count === 1 ? '' : 's'} ago`;
}

/** Why what is shown may be out of date. */
export function sayOutdated(warnings: readonly { message: string }[] = []): void {
  for (const { message } of warnings) process.stderr.write(`${style.yellow('!')} ${message}\n`);
}

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

/** Renames or describes a board, or says who can see it. @throws CliError when nothing is to change */
export async function updateBoard(
  board: string,
  options: BoardOptions & { name?: string; description?: string; privacy?: 'public' | 'secret' },
): Promise<void> {
  const { name, description, privacy } = options;
  const change = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description || null }),
    ...(privacy !== undefined && { privacy: privacies[privacy] }),
  };
  if (Object.keys(change).length === 0)
    throw new CliError('Nothing is to change.', 'Say what, with --description or --privacy.');
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const changed = await client.boards.update(account._id, board, change);
  if (options.json) return printJson(changed);
  const { board: now } = changed;
  print(`The board is "${now.name}" now, ${now.privacy.toLowerCase()} (${now.id}).`);
}

/** Deletes a board after asking. */
export async function deleteBoard(
  board: string,
  options: BoardOptions & { movePinsTo?: string; cancelPins?: boolean; yes?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  await confirmed(
    `Deleting the board "${board}" of ${account.username} also deletes every Pin on it, for good.`,
    options.yes,
  );
  const answer = await client.boards.delete(account._id, board, {
    ...(options.movePinsTo !== undefined && { movePinsTo: options.movePinsTo }),
    ...(options.cancelPins && { cancelPins: 'true' }),
  });
  if (options.json) return printJson(answer);
  print(answer.message);
}

/** Shows the default board without one. */
export async function setDefaultBoard(
  board: string | undefined,
  options: BoardOptions & { none?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  if (board === undefined && !options.none) {
    const { boards } = await client.boards.list(account._id);
    const present = boards.find(({ isDefault }) => isDefault) ?? null;
    if (options.json) return printJson({ board: present });
    return print(
      present
        ? `Pins without a board go to "${present.name}" (${present.id}).`
        : `${account.username} has no default board.`,
    );
  }
  const answer = await client.boards.setDefault(account._id, { defaultBoardId: board ?? null });
  if (options.json) return printJson(answer);
  print(answer.message);
}

/** Moves planned Pins, and names those that could not go along. */
export async function movePins(
  from: string,
  to: string,
  options: BoardOptions & ClockOptions & { section?: string; fromSection?: string },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const answer = await client.boards.movePins(account._id, from, {
    toBoardId: to,
    ...(options.section !== undefined && { toSectionId: options.section }),
    ...(options.fromSection !== undefined && { sectionId: options.fromSection }),
  });
  if (options.json) return printJson(answer);
  print(answer.message);
  if (answer.released > 0) print(`${answer.released} of them waited for a board and go on.`);
  const clock = clockOf(options);
  for (const { message } of answer.warnings ?? [])
    process.stderr.write(`${style.yellow('!')} ${clock.words(message)}\n`);
  if (answer.left.length === 0) return;
  print();
  printTable(
    ['Post', 'Title', 'Stays because'],
    answer.left.map(({ postId, title, problem }) => [
      postId,
      title ?? '(none)',
      `${problem.message} ${fixFor(problem)}`,
    ]),
  );
}
