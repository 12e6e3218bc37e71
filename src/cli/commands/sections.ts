import { confirmed } from '../confirm.ts';
import { print, printJson, printTable, style } from '../output.ts';
import { chooseAccount, connect } from '../server.ts';
import { age, sayOutdated, type BoardOptions } from './boards.ts';

export async function listSections(
  board: string,
  options: BoardOptions & { refresh?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const list = await client.sections.list(
    account._id,
    board,
    options.refresh ? { refresh: 'true' } : {},
  );
  if (options.json) return printJson(list);
  sayOutdated(list.warnings);
  if (list.sections.length === 0) return print(`The board "${board}" has no sections.`);
  printTable(
    ['Section', 'Id'],
    list.sections.map(({ name, id }) => [name, id]),
  );
  print();
  print(style.dim(`Read from Pinterest ${age(list.ageSeconds)}.`));
}

export async function createSection(
  board: string,
  name: string,
  options: BoardOptions,
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const made = await client.sections.create(account._id, board, { name });
  if (options.json) return printJson(made);
  print(`Made the section "${made.section.name}" (${made.section.id}).`);
}

export async function renameSection(
  board: string,
  section: string,
  name: string,
  options: BoardOptions,
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const renamed = await client.sections.rename(account._id, board, section, { name });
  if (options.json) return printJson(renamed);
  print(`The section is "${renamed.section.name}" now (${renamed.section.id}).`);
}

/** Deletes a section after asking. */
export async function deleteSection(
  board: string,
  section: string,
  options: BoardOptions & { pinsToBoard?: boolean; cancelPins?: boolean; yes?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  await confirmed(
    `Deleting the section "${section}" of "${board}" also deletes every Pin in it, for good.`,
    options.yes,
  );
  const answer = await client.sections.delete(account._id, board, section, {
    ...(options.pinsToBoard && { pinsToBoard: 'true' }),
    ...(options.cancelPins && { cancelPins: 'true' }),
  });
  if (options.json) return printJson(answer);
  print(answer.message);
}
