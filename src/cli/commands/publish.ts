import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  LinchpinApiError,
  type Account,
  type CreatedPost,
  type LinchpinClient,
  type NewPost,
} from '../../sdk/index.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import { CliError } from '../errors.ts';
import { clockOf, localTime, type ClockOptions } from '../clock.ts';
import { exitCodeOfPost } from '../exit-codes.ts';
import { printPost, printWarnings } from '../outcome.ts';
import { printJson, startProgress, type Progress } from '../output.ts';

export interface PublishOptions extends ServerOptions, ClockOptions {
  /** Absent in a check of words and media alone. */
  board?: string[];
  account?: string;
  title?: string;
  description?: string;
  link?: string;
  alt?: string;
  section?: string;
  at?: string;
  /** Minutes from one board to the next. */
  every?: number;
  draft?: boolean;
  fit?: 'crop' | 'pad';
  coverAt?: string;
  json?: boolean;
}

/** Uploads files (or names addresses) and publishes, schedules or keeps them as a draft. */
export async function publish(sources: readonly string[], options: PublishOptions): Promise<void> {
  const { client } = connect(options);
  const progress = startProgress(options.json === true);
  try {
    progress.step('Finding the account');
    const account = await chooseAccount(client, options.account);
    const post = postOf(account, await uploadFiles(client, sources, progress), options);
    progress.step(options.draft ? 'Saving the draft' : options.at ? 'Scheduling' : 'Publishing');
    const created = await create(client, post);
    const exitCode = exitCodeOfPost(created.post);
    if (exitCode !== undefined) progress.fail();
    else progress.done();
    if (options.json) printJson(created);
    else {
      const clock = clockOf(options);
      printPost(created.message, created.post, clock);
      printWarnings(created.warnings ?? [], clock);
    }
    if (exitCode !== undefined) process.exitCode = exitCode;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

/** The post that files and options describe: one Pin for each board. @throws CliError --every without several boards. */
export function postOf(account: Account, media: MediaOf, options: PublishOptions): NewPost {
  const boards = options.board ?? [''];
  if (options.every !== undefined && boards.length < 2)
    throw new CliError(
      '--every says how far apart the Pins for several boards are, and there is one board.',
      'Name several: --board Kitchens --board "Small gardens" --every 7d.',
    );
  return {
    ...media,
    ...(options.description !== undefined && { content: options.description }),
    ...(options.fit !== undefined && { mediaFit: options.fit }),
    ...timing(options),
    ...(options.every !== undefined && { fanOut: { intervalMinutes: options.every } }),
    platforms: boards.map((boardId) => ({
      accountId: account._id,
      platformSpecificData: {
        boardId,
        ...(options.title !== undefined && { title: options.title }),
        ...(options.link !== undefined && { link: options.link }),
        ...(options.alt !== undefined && { altText: options.alt }),
        ...(options.section !== undefined && { boardSectionId: options.section }),
        ...(options.coverAt !== undefined && { coverImageKeyFrameTime: Number(options.coverAt) }),
      },
    })),
  };
}

/** A new board is not stored yet: the boards are read again and the post is sent once more. */
async function create(client: LinchpinClient, post: NewPost): Promise<CreatedPost> {
  const idempotencyKey = crypto.randomUUID();
  try {
    return await client.posts.create(post, { idempotencyKey });
  } catch (error) {
    const onlyBoards =
      error instanceof LinchpinApiError &&
      error.problems.every((problem) => problem.code === 'PIN_BOARD_NOT_FOUND');
    const accountId = post.platforms?.[0]?.accountId;
    if (!onlyBoards || accountId === undefined) throw error;
    // Reading them stores them, and a name that is still wrong is named again.
    await client.boards.list(accountId, { refresh: 'true' });
    return client.posts.create(post, { idempotencyKey });
  }
}

type MediaOf = Pick<NewPost, 'mediaIds' | 'mediaItems'>;

/** Uploads files without reading them into memory; addresses are fetched by the server. */
export async function uploadFiles(
  client: LinchpinClient,
  sources: readonly string[],
  progress: Progress,
): Promise<MediaOf> {
  const isAddress = (source: string) => /^https?:\/\//i.test(source);
  if (sources.every(isAddress)) return { mediaItems: sources.map((url) => ({ url })) };
  const mixed = sources.find(isAddress);
  if (mixed !== undefined)
    throw new CliError(
      'Files and addresses are mixed.',
      `Download ${mixed} first, or give addresses only.`,
    );
  const mediaIds: string[] = [];
  for (const source of sources) {
    progress.step(`Uploading ${basename(source)}`);
    const { media } = await client.media.upload(await openFile(source), basename(source));
    mediaIds.push(media.id);
  }
  return { mediaIds };
}

export async function openFile(path: string): Promise<Blob> {
  try {
    if ((await stat(path)).isDirectory()) throw new Error('it is a folder');
    return await openAsBlob(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${message}.`,
      'Check the path, or give an address that begins with https://.',
    );
  }
}

function timing({ draft, at, timezone }: PublishOptions): Partial<NewPost> {
  if (draft) return { isDraft: true };
  return at === undefined ? { publishNow: true } : timeOf(at, timezone);
}

/** A later time: one that has passed is refused. */
export const timeOf = (at: string, timezone: string | undefined) => ({
  ...localTime(at, timezone),
  ifPast: 'refuse' as const,
});
