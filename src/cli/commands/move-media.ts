import { moveMedia as move, nameOf, type MediaPlace } from '../../backup/index.ts';
import { loadConfig, s3Address, type Config } from '../../config/index.ts';
import { SetupError } from '../../domain/setup-error.ts';
import { formatBytes, print, printFields, printJson, startProgress } from '../output.ts';

interface Given {
  from?: string;
  to?: string;
  deleteSource?: boolean;
  json?: boolean;
}

/** Copies media from one place to another, while Linchpin goes on. */
export async function moveMedia(given: Given): Promise<void> {
  const config = loadConfig();
  const [from, to] = [placeOf(given.from, '--from', config), placeOf(given.to, '--to', config)];
  const inUse = nameOf(config.media);
  if (nameOf(from) === nameOf(to))
    throw new SetupError(
      `Both places are the same: ${nameOf(to)}.`,
      'Say where the media go with --to, or where they come from with --from: "disk", or s3://bucket/prefix?endpoint=….',
    );
  if (given.deleteSource && nameOf(from) === inUse)
    throw new SetupError(
      'The first place is still the one in use, so it is not emptied.',
      'Set LINCHPIN_MEDIA_URL to the new place everywhere and restart, then run the command again with --from.',
    );
  const progress = startProgress(given.json === true);
  try {
    const deleteSource = given.deleteSource === true;
    const { dataDir } = config;
    const result = await move({ from, to, dataDir, deleteSource, onStep: progress.step });
    progress.done();
    if (given.json) return printJson(result);
    print('Media copied, and each file compared.');
    printFields([
      ['From', nameOf(from)],
      ['To', nameOf(to)],
      ['Copied', `${result.copied} files, ${formatBytes(result.bytes)}`],
      ['There already', `${result.alreadyThere} files`],
      ...(deleteSource ? [['Removed', `${result.removed} files`] as const] : []),
    ]);
    if (nameOf(from) === inUse)
      print(
        'What comes in meanwhile is still stored at the first place: set LINCHPIN_MEDIA_URL, restart, and run this once more with --from.',
      );
  } catch (error) {
    progress.fail();
    throw error;
  }
}

function placeOf(text: string | undefined, option: string, { media }: Config): MediaPlace {
  if (text === undefined) return media;
  if (text === 'disk') return { s3: null, credentials: null };
  const parsed = s3Address.safeParse(text);
  if (!parsed.success)
    throw new SetupError(
      `${option}: ${parsed.error.issues.map(({ message }) => message).join('; ')}.`,
      'It is "disk", or an address such as s3://bucket/prefix?endpoint=https://minio.example.com.',
    );
  return { s3: parsed.data, credentials: media.credentials };
}
