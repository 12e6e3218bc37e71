import { Option, type Command } from 'commander';
import { accountOption, addClockOption, addServerOptions, numberOrOff } from '../option-sets.ts';

export function addAccountCommands(program: Command): void {
  addClockOption(addServerOptions(program.command('spacing')))
    .description('show or change how far apart the Pins of an account are kept')
    .option(...accountOption)
    .addOption(
      new Option('--mode <mode>', 'warn, move Pins, or neither').choices([
        'off',
        'advise',
        'enforce',
      ]),
    )
    .option('--min-gap <minutes>', 'between any two Pins', numberOrOff)
    .option('--link-gap <hours>', 'between Pins with the same link', numberOrOff)
    .option(
      '--image-gap <hours>',
      'between Pins with the same image on different boards',
      numberOrOff,
    )
    .option('--per-day <number>', 'Pins in any 24 hours', numberOrOff)
    .option('--warm-up-days <days>', 'how long an account counts as new', numberOrOff)
    .option('--warm-up-per-day <number>', 'Pins in any 24 hours while it is new', numberOrOff)
    .addHelpText('after', spacingExamples)
    .action(async (given) => (await import('../commands/spacing.ts')).spacing(given));
}

const spacingExamples = `
"off" in place of a number switches a rule off. With --mode advise (the default)
a Pin that comes too close gets a warning with the next free time; with --mode
enforce it goes out at that time instead, and so does what an outage held back.
What is planned already keeps its time until it is due.

Examples:
  linchpin spacing
  linchpin spacing --mode enforce
  linchpin spacing --min-gap 15 --per-day 20 --image-gap off
  linchpin spacing --account my_shop --json | jq .nextFreeAt`;
