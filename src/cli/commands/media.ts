import { basename } from 'node:path';
import { clockOf, type ClockOptions } from '../clock.ts';
import {
  formatBytes,
  print,
  printFields,
  printJson,
  printTable,
  startProgress,
} from '../output.ts';
import { connect, type ServerOptions } from '../server.ts';
import type { Media } from '../../sdk/index.ts';
import { openFile } from './publish.ts';

interface MediaOptions extends ServerOptions, ClockOptions {
  json?: boolean;
}

/** Files that were handed in, the newest first. */
export async function listMedia(
  options: MediaOptions & { unused?: boolean; kind?: 'image' | 'video'; limit: number },
): Promise<void> {
  const list = await connect(options).client.media.list({
    limit: options.limit,
    ...(options.unused && { used: 'false' }),
    ...(options.kind && { kind: options.kind }),
  });
  if (options.json) return printJson(list);
  if (list.media.length === 0) return print('No such files.');
  const clock = clockOf(options);
  printTable(
    ['File', 'Kind', 'Size', 'Pixels', `Made (${clock.zone})`, 'Name'],
    list.media.map((media) => [
      media.id,
      media.kind ?? media.status,
      sizeOf(media),
      pixelsOf(media),
      clock.minute(media.createdAt),
      media.filename ?? '',
    ]),
  );
}

export async function showMedia(mediaId: string, options: MediaOptions): Promise<void> {
  const media = await connect(options).client.media.get(mediaId);
  if (options.json) return printJson(media);
  const clock = clockOf(options);
  printFields([
    ['File', media.id],
    ['Name', media.filename ?? '(none)'],
    ['Kind', media.kind ?? media.status],
    ['Size', sizeOf(media)],
    ['Pixels', pixelsOf(media)],
    ['Address', media.url],
    ['Made', `${clock.minute(media.createdAt)} (${clock.zone})`],
    ...media.notes.map((note) => ['Changed', note] as const),
    ...(media.posts ?? []).map(({ postId }) => ['Post', postId] as const),
  ]);
}

const sizeOf = ({ bytes }: Media): string => (bytes === null ? 'unknown' : formatBytes(bytes));
const pixelsOf = ({ width, height }: Media): string =>
  width === null || height === null ? 'unknown' : `${width} × ${height}`;

/** Hands in files and addresses, for posts to come, and prints the id of each. */
export async function uploadMedia(
  sources: readonly string[],
  options: MediaOptions,
): Promise<void> {
  const { client } = connect(options);
  const progress = startProgress(options.json === true);
  const uploaded: Media[] = [];
  try {
    for (const source of sources) {
      const isAddress = /^https?:\/\//i.test(source);
      progress.step(isAddress ? `Fetching ${source}` : `Uploading ${basename(source)}`);
      uploaded.push(
        await (isAddress
          ? client.upload(new URL(source))
          : client.upload(await openFile(source), { filename: basename(source) })),
      );
    }
    progress.done();
  } catch (error) {
    progress.fail();
    throw error;
  }
  if (options.json) return printJson({ media: uploaded });
  for (const { id } of uploaded) print(id);
}

export async function deleteMedia(mediaId: string, options: MediaOptions): Promise<void> {
  const answer = await connect(options).client.media.delete(mediaId);
  if (options.json) printJson(answer);
  else print(answer.message);
}
