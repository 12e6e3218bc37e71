import { Option, type Command } from 'commander';
import { accountOption, addClockOption, addServerOptions } from '../option-sets.ts';

const theBoard = ['<board>', 'its exact name or its id'] as const;

export function addBoardCommands(program: Command): void {
  const boards = program
    .command('boards')
    .description('list and change the boards of an account, and move Pins between them');
  const add = (parent: Command, name: string, isDefault = false) =>
    addServerOptions(parent.command(name, { isDefault })).option(...accountOption);
  add(boards, 'list', true)
    .description('list the boards of an account')
    .option('--refresh', 'read them from Pinterest now')
    .option('--search <text>', 'only those with this in their name or description')
    .action(async (given) => (await import('../commands/boards.ts')).listBoards(given));
  add(boards, 'create')
    .description('make a board on Pinterest')
    .argument('<name>', 'no other board of the account may have it')
    .option('--description <text>', 'what the board is about')
    .addOption(privacy(['public', 'protected', 'secret']).default('public'))
    .action(async (name: string, given) =>
      (await import('../commands/boards.ts')).createBoard(name, given),
    );
  add(boards, 'rename')
    .description('give a board another name on Pinterest')
    .argument(...theBoard)
    .argument('<name>', 'the new one')
    .action(async (board: string, name: string, given) =>
      (await import('../commands/boards.ts')).updateBoard(board, { ...given, name }),
    );
  add(boards, 'edit')
    .description('describe a board on Pinterest, or say who can see it')
    .argument(...theBoard)
    .option('--description <text>', 'what the board is about; "" removes it')
    .addOption(privacy(['public', 'secret']))
    .action(async (board: string, given) =>
      (await import('../commands/boards.ts')).updateBoard(board, given),
    );
  add(boards, 'delete')
    .description('delete a board on Pinterest, with every Pin on it')
    .argument(...theBoard)
    .option('--move-pins-to <board>', 'where Pins that are planned here for it go')
    .option('--cancel-pins', 'cancel Pins that are planned here for it')
    .option('--yes', 'delete without asking')
    .action(async (board: string, given) =>
      (await import('../commands/boards.ts')).deleteBoard(board, given),
    );
  add(boards, 'default')
    .description('say on which board Pins go that name none')
    .argument('[board]', 'its exact name or its id')
    .option('--none', 'on none: every Pin must name its board')
    .action(async (board: string | undefined, given) =>
      (await import('../commands/boards.ts')).setDefaultBoard(board, given),
    );
  addClockOption(add(boards, 'move-pins'))
    .description('move all Pins that are planned for a board to another one')
    .argument('<from>', 'exact name or id of the board, also of one that is gone')
    .argument('<to>', 'exact name or id of the other board')
    .option('--from-section <id>', 'only Pins of this section of the board')
    .option('--section <name or id>', 'a section of the other board')
    .action(async (from: string, to: string, given) =>
      (await import('../commands/boards.ts')).movePins(from, to, given),
    );
  addSectionCommands(boards, add);
  addSectionCommands(program, add);
}

function addSectionCommands(
  parent: Command,
  add: (parent: Command, name: string, isDefault?: boolean) => Command,
): void {
  const sections = parent
    .command('sections')
    .description('list and change the sections of a board');
  add(sections, 'list', true)
    .description('list the sections of a board')
    .argument(...theBoard)
    .option('--refresh', 'read them from Pinterest now')
    .action(async (board: string, given) =>
      (await import('../commands/sections.ts')).listSections(board, given),
    );
  add(sections, 'create')
    .description('make a section on Pinterest')
    .argument(...theBoard)
    .argument('<name>', 'no other section of the board may have it')
    .action(async (board: string, name: string, given) =>
      (await import('../commands/sections.ts')).createSection(board, name, given),
    );
  add(sections, 'rename')
    .description('give a section another name')
    .argument(...theBoard)
    .argument('<section>', 'its exact name or its id')
    .argument('<name>', 'the new one')
    .action(async (board: string, section: string, name: string, given) =>
      (await import('../commands/sections.ts')).renameSection(board, section, name, given),
    );
  add(sections, 'delete')
    .description('delete a section with all its Pins')
    .argument(...theBoard)
    .argument('<section>', 'its exact name or its id')
    .option('--pins-to-board', 'Pins that are planned here for it go to the board itself')
    .option('--cancel-pins', 'cancel Pins that are planned here for it')
    .option('--yes', 'delete without asking')
    .action(async (board: string, section: string, given) =>
      (await import('../commands/sections.ts')).deleteSection(board, section, given),
    );
}

const privacy = (choices: readonly string[]): Option =>
  new Option('--privacy <who>', 'who can see it').choices(choices);
