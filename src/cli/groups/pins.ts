import { Option, type Command } from 'commander';
import { changeStates } from '../../domain/pins/change-states.ts';
import {
  accountOption,
  addClockOption,
  addServerOptions,
  collect,
  interval,
  upTo,
} from '../option-sets.ts';

/** Pins as Pinterest shows them, also those made elsewhere. */
export function addPinCommands(program: Command): void {
  const pins = program
    .command('pins')
    .description('Pins as Pinterest shows them, also those made elsewhere');
  const add = (name: string, isDefault = false) =>
    addClockOption(addServerOptions(pins.command(name, { isDefault })).option(...accountOption));
  addFilter(add('list', true))
    .description('list Pins, newest first, as they were last read')
    .option('--removed', 'those that are gone from Pinterest')
    .option('--limit <count>', 'how many, up to 250; default 20', upTo(250), 20)
    .addOption(new Option('--csv', 'print all of them as CSV').conflicts('json'))
    .action(async (given) => (await import('../commands/pins.ts')).listPins(given));
  add('show')
    .description('show a Pin with its numbers')
    .argument('<pin>', "Pinterest's id of it, or Linchpin's id of one published from here")
    .option('--fresh', 'read it from Pinterest now')
    .action(async (pin: string, given) =>
      (await import('../commands/pins.ts')).showPin(pin, given),
    );
  add('import')
    .description('read all Pins of an account from Pinterest, and show how far it is')
    .option('--no-wait', 'start it and end')
    .option('--status', 'start nothing; show how far it is')
    .option(
      '--mark-all-removed',
      'mark every missing Pin as removed, also when it is more than 5 % of them',
    )
    .action(async (given) => (await import('../commands/pin-import.ts')).importPins(given));
  add('edit')
    .description('edit a Pin on Pinterest, or move it to another board')
    .argument('<pin>', "Pinterest's id of it, or Linchpin's id of one published from here")
    .option('--title <text>', '"" empties it')
    .option('--description <text>', '"" empties it')
    .option('--link <url>', '"" empties it')
    .option('--alt-text <text>', '"" empties it')
    .option('--board <name or id>', 'move it there')
    .option('--section <name or id>', 'section of its board')
    .option('--no-wait', 'do not wait for Pinterest')
    .action(async (pin: string, given) =>
      (await import('../commands/pin-changes.ts')).editPin(pin, given),
    );
  add('delete')
    .description('delete a Pin on Pinterest; it can be undone for 30 seconds')
    .argument('<pin>', "Pinterest's id of it, or Linchpin's id of one published from here")
    .option('--in <seconds>', 'how long it can be undone, up to 7 days', upTo(604_800), 30)
    .option('--only-here', 'leave it out of the lists here; it stays on Pinterest')
    .option('--yes', 'do not ask')
    .action(async (pin: string, given) =>
      (await import('../commands/pin-changes.ts')).deletePin(pin, given),
    );
  add('save')
    .description('save a Pin to other boards, now or one after the other')
    .argument('<pin>', "Pinterest's id of it, or Linchpin's id of one published from here")
    .requiredOption('--board <name or id>', 'may be given several times', collect)
    .option('--at <time>', 'when; default: now')
    .option('--every <interval>', 'between one board and the next, such as 7d', interval)
    .action(async (pin: string, given) =>
      (await import('../commands/pin-changes.ts')).savePin(pin, given),
    );
  addFilter(add('bulk'))
    .description('change, move, save or delete many Pins together; says first what would change')
    .option('--pin <id...>', 'only these')
    .option('--all', 'every Pin of the account')
    .option('--find <text>', 'what to replace')
    .option('--replace-with <text>', 'with what; default: nothing')
    .option('--in <fields>', 'where to look, such as title,link; default: everywhere')
    .option('--utm-source <text>', 'of the link; also --utm-medium, --utm-campaign')
    .option('--utm-medium <text>')
    .option('--utm-campaign <text>')
    .option('--move-to <name or id>', 'move them to this board')
    .option('--save-to <name or id>', 'save them to this board')
    .option('--at <time>', 'when the first is saved; default: now')
    .option('--every <interval>', 'between one save and the next, such as 2h', interval)
    .option('--delete', 'delete them on Pinterest')
    .option('--delay <seconds>', 'how long a deletion can be undone', upTo(604_800), 30)
    .option('--dry-run', 'only say what would change')
    .option('--yes', 'do not ask')
    .option('--no-wait', 'do not wait until all were looked at')
    .action(async (given) => (await import('../commands/pin-bulk.ts')).changePins(given));
  add('batches')
    .description('list what was done to many Pins, and how far it is')
    .option('--limit <count>', 'how many; default 20', upTo(100), 20)
    .action(async (given) => (await import('../commands/pin-bulk.ts')).listBatches(given));
  add('undo')
    .description('take an edit back, or cancel a change that has not begun')
    .argument('<change>', 'id of the change, or of a batch')
    .option('--batch', 'the id is that of a batch')
    .action(async (id: string, given) =>
      (await import('../commands/pin-changes.ts')).undoChange(id, given),
    );
  add('changes')
    .description('list wanted changes of Pins and what became of them')
    .addOption(new Option('--state <state>', 'only these').choices(changeStates))
    .option('--batch <id>', 'only those of a batch')
    .option('--limit <count>', 'how many; default 20', upTo(250), 20)
    .option(
      '--keep-mine <change>',
      'answer a conflict: overwrite what Pinterest shows; or try again',
    )
    .option('--keep-theirs <change>', 'answer a conflict: drop the change')
    .action(async (given) => (await import('../commands/pin-changes.ts')).listChanges(given));
}

/** Which Pins. */
const addFilter = (command: Command): Command =>
  command
    .option('--board <name or id>', 'only those on this board')
    .option('--section <id>', 'only those of this section')
    .option('--domain <host>', 'only those that lead there')
    .option('--search <text>', 'words or their beginnings in title, description or alt text')
    .option('--type <types>', "Pinterest's words, such as VIDEO,CAROUSEL")
    .addOption(new Option('--from-here', 'only those published from here').conflicts('elsewhere'))
    .option('--elsewhere', 'only those made elsewhere')
    .option('--since <day>', 'made on this day or later')
    .option('--until <day>', 'made on this day or before');
