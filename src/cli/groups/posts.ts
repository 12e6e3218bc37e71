import { Option, type Command } from 'commander';
import { postStatuses } from '../../domain/pins/statuses.ts';
import { addClockOption, addPinOptions, addServerOptions, collect, upTo } from '../option-sets.ts';

export function addPostCommands(program: Command): void {
  const command = (name: string) => addClockOption(addServerOptions(program.command(name)));
  const publish = addPinOptions(command('publish'))
    .description('publish an image, a carousel or a video as a Pin, now or later')
    .argument('<media...>', 'files, or addresses that begin with https://')
    .option('--draft', 'keep it as a draft')
    .addHelpText('after', publishExamples)
    .action(async (media: string[], given) =>
      (await import('../commands/publish.ts')).publish(media, given),
    );
  for (const option of publish.options) if (option.long === '--board') option.makeOptionMandatory();
  addPinOptions(command('check'))
    .description('say everything that is wrong with a Pin, without publishing it')
    .argument('<media...>', 'files, addresses, or a post as a .json file')
    .option('--repair', 'put right what can be, and show the result')
    .option('--suggestions', 'ask Pinterest for related keywords; shows hints too')
    .option('-v, --verbose', 'show hints too')
    .action(async (media: string[], given) =>
      (await import('../commands/check.ts')).check(media, given),
    );
  addPostGroup(program);
  // The same without the noun, for what is done every day.
  addMove(of(program, 'reschedule'));
  addVerbs((name) => of(program, name));
  command('restored')
    .description('answer for Pins that may be out, and changes that may be made, since a backup')
    .addOption(new Option('--publish', 'they are not out: publish them now').conflicts('discard'))
    .option('--discard', 'they are out, or not wanted any more')
    .option('--pin <id...>', 'only these')
    .addOption(
      new Option('--make-changes', 'changes of live Pins: make all of them').conflicts(
        'dropChanges',
      ),
    )
    .option('--drop-changes', 'changes of live Pins: drop all of them')
    .action(async (given) => (await import('../commands/restored.ts')).restored(given));
}

function addPostGroup(program: Command): void {
  const posts = program.command('posts').description('list, show, move and change posts');
  addClockOption(addServerOptions(posts.command('list', { isDefault: true })))
    .description('list what goes out next, then what went out last')
    .addOption(new Option('--next', 'only what is to go out').conflicts(['last', 'status']))
    .addOption(new Option('--last', 'only what was').conflicts('status'))
    .addOption(new Option('--status <status>', 'only these').choices(postStatuses))
    .option('--limit <number>', 'how many at most, up to 500', upTo(500), 20)
    .action(async (given) => (await import('../commands/posts.ts')).posts(given));
  of(posts, 'show')
    .description('show a post with the words of its Pins, and what became of each')
    .action(async (postId: string, given) =>
      (await import('../commands/show-post.ts')).showPost(postId, given),
    );
  addMove(of(posts, 'move'));
  of(posts, 'duplicate')
    .description('make another post of the same words and pictures; a draft, unless it gets a time')
    .option(...boardsOption)
    .option('--at <time>', 'publish it then, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at, like Europe/Berlin; else that of this machine')
    .addOption(new Option('--now', 'publish it now').conflicts('at'))
    .action(async (postId: string, given) =>
      (await import('../commands/duplicate.ts')).duplicate(postId, given),
    );
  addVerbs((name) => of(posts, name));
}

/** A command about one post. */
const of = (parent: Command, name: string): Command =>
  addClockOption(addServerOptions(parent.command(name))).argument(
    '<post id>',
    'as "linchpin posts" shows it',
  );

const boardsOption = [
  '--board <name or id>',
  'other boards, as a whole; repeat it for several',
  collect,
] as const;

const changes = () => import('../commands/change.ts');

const addMove = (command: Command): Command =>
  command
    .description('give a post another time or other boards; with a time a draft goes out too')
    .option('--at <time>', 'the new time, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at, like Europe/Berlin; else that of this machine')
    .addOption(new Option('--now', 'publish it now').conflicts('at'))
    .option(...boardsOption)
    .action(async (postId: string, given) => (await changes()).reschedule(postId, given));

function addVerbs(ofPost: (name: string) => Command): void {
  ofPost('cancel')
    .description('stop what has not gone out; reschedule brings it back')
    .action(async (postId: string, given) => (await changes()).cancel(postId, given));
  ofPost('retry')
    .description('publish the failed Pins of a post again')
    .action(async (postId: string, given) => (await changes()).retry(postId, given));
  ofPost('delete')
    .description('delete a post that Pinterest has nothing of')
    .action(async (postId: string, given) => (await changes()).remove(postId, given));
  ofPost('approve')
    .description('let a post go out that waits for an approval')
    .addOption(new Option('--now', 'its time has passed: publish it now').conflicts('at'))
    .option('--at <time>', 'its time has passed: publish it then')
    .option('--timezone <zone>', 'of --at; else that of the post')
    .action(async (postId: string, given) => (await changes()).approve(postId, given));
  ofPost('timeline')
    .description('tell what happened to each Pin of a post, request by request')
    .action(async (postId: string, given) =>
      (await import('../commands/timeline.ts')).timeline(postId, given),
    );
}

const publishExamples = `
A time without a zone is local: in --timezone, else in the time zone of this
machine. 2026-12-01T08:00Z and 2026-12-01T09:00+01:00 name their own.

Examples:
  linchpin publish photo.jpg --board Kitchens --title "Oak and brass" \\
    --link https://example.com/oak
  linchpin publish photo.jpg --board Kitchens --board "Small gardens" --every 7d
  linchpin publish one.jpg two.jpg three.jpg --board Kitchens --fit crop
  linchpin publish clip.mp4 cover.jpg --board Kitchens
  linchpin publish photo.jpg --board Kitchens --at 2026-12-01T09:00
  linchpin publish photo.jpg --board Kitchens --json | jq -r .post._id`;
