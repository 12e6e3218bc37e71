import { Option, type Command } from 'commander';
import { addClockOption, addServerOptions, upTo } from '../option-sets.ts';
import { collectSlots } from '../weekly-slots.ts';

/** Weekly publishing times. */
export function addQueueCommands(program: Command): void {
  const queues = program.command('queues').description('weekly times at which posts go out');
  const add = (name: string, isDefault = false) =>
    addClockOption(addServerOptions(queues.command(name, { isDefault })));
  const commands = () => import('../commands/queues.ts');
  add('list', true)
    .description('list the queues')
    .action(async (given) => (await commands()).listQueues(given));
  add('show')
    .description('show a queue, its next times, and the posts that have them')
    .argument('[queue]', 'its name or id; else the default one')
    .option('--next <number>', 'how many free times', upTo(100), 10)
    .action(async (queue: string | undefined, given) => (await commands()).showQueue(queue, given));
  add('create')
    .description('make a queue')
    .argument('<name>')
    .requiredOption(...slotOption)
    .option('--timezone <zone>', 'of its times; else that of this machine')
    .option('--account <name or id>', 'for posts of this account; else of all')
    .action(async (name: string, given) => (await commands()).createQueue(name, given));
  add('change')
    .description('change the times of a queue, its name, or pause it')
    .argument('[queue]', 'its name or id; else the default one')
    .option(...slotOption)
    .option('--timezone <zone>', 'of its times')
    .option('--name <name>', 'another name')
    .addOption(new Option('--pause', 'give out no more times').conflicts('resume'))
    .option('--resume', 'give out times again')
    .option('--default', 'make it the default one')
    .option('--reshuffle', 'move waiting posts to the new times, in their order')
    .action(async (queue: string | undefined, given) =>
      (await commands()).changeQueue(queue, given),
    );
  add('delete')
    .description('delete a queue; posts that have its times keep them')
    .argument('<queue>', 'its name or id')
    .option('--yes', 'delete without asking')
    .action(async (queue: string, given) => (await commands()).deleteQueue(queue, given));
}

const slotOption = [
  '--slot <days and time>',
  'such as "mon,wed 09:30", "weekdays 18:00" or "daily 12:00"; repeat it for several',
  collectSlots,
] as const;
