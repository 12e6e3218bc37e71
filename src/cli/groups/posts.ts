import { Option, type Command } from 'commander';
import { postStatuses } from '../../contract/index.ts';
import { addPinOptions, listLimit, addServerOptions } from '../option-sets.ts';

export function addPostCommands(program: Command): void {
  addPinOptions(addServerOptions(program.command('publish')))
    .description('publish an image, a carousel or a video as a Pin, now or later')
    .argument('<media...>', 'files, or addresses that begin with https://')
    .requiredOption('--board <name or id>', 'the board, by its exact name or its id')
    .option('--at <time>', 'publish later, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at, for example Europe/Berlin; else that of this machine')
    .option('--draft', 'keep it as a draft')
    .addHelpText('after', publishExamples)
    .action(async (media: string[], given) =>
      (await import('../commands/publish.ts')).publish(media, given),
    );
  addPinOptions(addServerOptions(program.command('check')))
    .description('say everything that is wrong with a Pin, without publishing it')
    .argument('<media...>', 'files, addresses, or a post as a .json file')
    .option('--board <name or id>', 'the board, by its exact name or its id', '')
    .option('--repair', 'put right what can be, and show the result')
    .action(async (media: string[], given) =>
      (await import('../commands/check.ts')).check(media, given),
    );
  addServerOptions(program.command('posts'))
    .description('list the newest posts and how they stand')
    .addOption(new Option('--status <status>', 'only these').choices(postStatuses))
    .option('--limit <number>', 'how many at most, up to 500', listLimit, 20)
    .action(async (given) => (await import('../commands/posts.ts')).posts(given));
  addServerOptions(program.command('approve'))
    .description('let a post go out that waits for an approval')
    .argument('<post id>', 'as "linchpin posts --json" shows it')
    .addOption(new Option('--now', 'its time has passed: publish it now').conflicts('at'))
    .option('--at <time>', 'its time has passed: publish it then, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at; else that of the post')
    .action(async (postId: string, given) =>
      (await import('../commands/approve.ts')).approve(postId, given),
    );
  addServerOptions(program.command('timeline'))
    .description('tell what happened to each Pin of a post, request by request')
    .argument('<post id>', 'as "linchpin posts --json" shows it')
    .action(async (postId: string, given) =>
      (await import('../commands/timeline.ts')).timeline(postId, given),
    );
  addServerOptions(program.command('restored'))
    .description('answer for Pins that may be out since before a restore')
    .addOption(new Option('--publish', 'they are not out: publish them now').conflicts('discard'))
    .option('--discard', 'they are out, or not wanted any more')
    .option('--pin <id...>', 'only these')
    .action(async (given) => (await import('../commands/restored.ts')).restored(given));
}

const publishExamples = `
Examples:
  linchpin publish photo.jpg --board "Kitchens" --title "Oak and brass" --link https://example.com/oak
  linchpin publish one.jpg two.jpg three.jpg --board Kitchens --fit crop
  linchpin publish clip.mp4 cover.jpg --board Kitchens
  linchpin publish https://example.com/photo.jpg --board Kitchens --at 2026-12-01T09:00
  linchpin publish photo.jpg --board Kitchens --json | jq -r '.post.platforms[0].platformPostUrl'`;
