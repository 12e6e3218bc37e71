import { Option, type Command } from 'commander';
import { addClockOption, addServerOptions, upTo } from '../option-sets.ts';

/** Pictures and videos: those that were handed in, and the place where they are kept. */
export function addMediaCommands(program: Command): void {
  const media = program
    .command('media')
    .description('list, upload and delete pictures and videos, and say where they are kept');
  const add = (name: string, isDefault = false) =>
    addClockOption(addServerOptions(media.command(name, { isDefault })));
  const commands = () => import('../commands/media.ts');
  add('list', true)
    .description('list files, the newest first')
    .option('--unused', 'only those that no post shows')
    .addOption(new Option('--kind <kind>', 'only these').choices(['image', 'video']))
    .option('--limit <number>', 'how many, up to 250', upTo(250), 20)
    .action(async (given) => (await commands()).listMedia(given));
  add('show')
    .description('show a file, and the posts that show it')
    .argument(...theFile)
    .action(async (mediaId: string, given) => (await commands()).showMedia(mediaId, given));
  add('upload')
    .description('hand in files for posts to come, and print their ids')
    .argument('<media...>', 'files, or addresses that begin with https://')
    .action(async (sources: string[], given) => (await commands()).uploadMedia(sources, given));
  add('delete')
    .description('delete a file that no post shows')
    .argument(...theFile)
    .action(async (mediaId: string, given) => (await commands()).deleteMedia(mediaId, given));
  media
    .command('move')
    .description('copy all media to another place, compared byte by byte, while Linchpin goes on')
    .option('--from <place>', '"disk" or s3://bucket/prefix?endpoint=…; else the one in use')
    .option('--to <place>', 'likewise; else the one in use')
    .option('--delete-source', 'then empty the first place, which must no longer be in use')
    .option('--json', 'print JSON, for programs')
    .addHelpText('after', moveHelp)
    .action(async (given) => (await import('../commands/move-media.ts')).moveMedia(given));
}

const theFile = ['<file id>', 'as "linchpin media" shows it'] as const;

const moveHelp = `
An object store needs LINCHPIN_MEDIA_KEY_ID and LINCHPIN_MEDIA_SECRET. In order:

  1. linchpin media move --to s3://…     while Linchpin goes on
  2. set LINCHPIN_MEDIA_URL everywhere, and restart
  3. linchpin media move --from disk     brings what came in meanwhile
  4. the same with --delete-source       empties the first place

Between 2 and 3 a Pin whose file is not there yet waits, with the reason.
What was copied is known in the data directory, so a run that was broken off
goes on where it stopped.
`;
