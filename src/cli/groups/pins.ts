import { Option, type Command } from 'commander';
import { accountOption, addClockOption, addServerOptions, upTo } from '../option-sets.ts';

/** Pins as Pinterest shows them, whoever made them. */
export function addPinCommands(program: Command): void {
  const pins = program
    .command('pins')
    .description('Pins as Pinterest shows them, also those made elsewhere');
  const add = (name: string, isDefault = false) =>
    addClockOption(addServerOptions(pins.command(name, { isDefault })).option(...accountOption));
  add('list', true)
    .description('list Pins, newest first, as they were last read')
    .option('--board <name or id>', 'only those on this board')
    .option('--section <id>', 'only those of this section')
    .option('--domain <host>', 'only those that lead there')
    .option('--search <text>', 'words or their beginnings in title, description or alt text')
    .option('--type <types>', "Pinterest's words, such as VIDEO,CAROUSEL")
    .addOption(new Option('--from-here', 'only those published from here').conflicts('elsewhere'))
    .option('--elsewhere', 'only those made elsewhere')
    .option('--removed', 'those that are gone from Pinterest')
    .option('--since <day>', 'made on this day or later')
    .option('--until <day>', 'made on this day or before')
    .option('--limit <count>', 'how many; default 20', upTo(500), 20)
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
}
