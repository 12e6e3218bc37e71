import { Option, type Command } from 'commander';
import { postStatuses } from '../../domain/pins/statuses.ts';
import { csvFormats, dateOrders } from '../../domain/csv-names.ts';
import {
  accountOption,
  addClockOption,
  addServerOptions,
  collect,
  upTo,
  workspaceOption,
} from '../option-sets.ts';

export function addImportCommands(program: Command): void {
  const command = (name: string) => addClockOption(addServerOptions(program.command(name)));
  command('import')
    .description('make a post of each row of a CSV file; a row that is refused stops no other')
    .argument('<file>', 'CSV, as Pinterest or another program writes it')
    .option('--dry-run', 'only check the rows')
    .option(...accountOption)
    .option(...workspaceOption)
    .option('--board <name or id>', 'of rows that name none')
    .option('--media <folder>', 'of the pictures and videos that the file names')
    .option('--timezone <zone>', 'of times without one; default: UTC')
    .addOption(
      new Option('--without-date <what>', 'what becomes of rows without a time')
        .choices(['draft', 'queue', 'now', 'refuse'])
        .default('draft'),
    )
    .option('--draft', 'keep every row as a draft')
    .addOption(
      new Option('--date-order <order>', 'what comes first in 03/04/2026').choices(dateOrders),
    )
    .addOption(new Option('--format <name>', 'whose columns the file has').choices(csvFormats))
    .option('--map <field=column>', 'which column says what; repeat it for several', collect)
    .option('--errors <file>', 'where refused rows go; default: beside the file')
    .option('--no-wait', 'do not wait until all rows were worked through')
    .addHelpText('after', examples)
    .action(async (file: string, given) =>
      (await import('../commands/import.ts')).importFile(file, given),
    );
  addServerOptions(program.command('export'))
    .description('print posts as CSV, a line for each Pin, in the columns of Pinterest and ours')
    .option('--from <day>', 'those that happen then or later, like 2026-12-01')
    .option('--to <day>', 'those that happen until then')
    .addOption(new Option('--status <status>', 'only these').choices(postStatuses))
    .option(...accountOption)
    .action(async (given) => (await import('../commands/export.ts')).exportPosts(given));
  command('imports')
    .description('list the files that were imported, and how far they are')
    .option('--cancel <id>', 'make no more posts of this one')
    .option('--limit <number>', 'how many at most', upTo(500), 20)
    .action(async (given) => (await import('../commands/import.ts')).listImports(given));
}

const examples = `
Rows that are refused are written to a file with what is wrong: correct them
there, and import that file. Within a week, a row that was made is not made
again.

Examples:
  linchpin import pins.csv --dry-run
  linchpin import pins.csv --media ./pictures
  linchpin import plan.csv --map media=Picture --date-order dmy`;
