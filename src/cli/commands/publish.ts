import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  LinchpinApiError,
  type Account,
  type CreatedPost,
  type LinchpinClient,
  type NewPost,
  type Post,
  type Target,
} from '../../sdk/index.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import { CliError } from '../errors.ts';
import {
  formatTime,
  print,
  printFields,
  printJson,
  startProgress,
  style,
  type Progress,
} from '../output.ts';
import { fixFor } from '../wording.ts';

export interface PublishOptions extends ServerOptions {
  board: string;
  account?: string;
  title?: string;
  description?: string;
  link?: string;
  alt?: string;
  section?: string;
  at?: string;
  timezone?: string;
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
    const created = await create(client, post, options.board);
    const failed = created.post.platforms.find((target) => target.status === 'failed');
    if (failed) progress.fail();
    else progress.done();
    if (options.json) printJson(created);
    else {
      report(created);
      // Only moved times are printed; "linchpin check" shows the other warnings.
      for (const warning of created.warnings ?? [])
        if (warning.code === 'PIN_SPACED')
          process.stderr.write(`${style.yellow('!')} ${warning.message}\n  ${fixFor(warning)}\n`);
    }
    if (failed) process.exitCode = 1;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

/** The post that files and options describe. */
export const postOf = (account: Account, media: MediaOf, options: PublishOptions): NewPost => ({
  ...media,
  ...(options.description !== undefined && { content: options.description }),
  ...(options.fit !== undefined && { mediaFit: options.fit }),
  ...timing(options),
  platforms: [
    {
      accountId: account._id,
      platformSpecificData: {
        boardId: options.board,
        ...(options.title !== undefined && { title: options.title }),
        ...(options.link !== undefined && { link: options.link }),
        ...(options.alt !== undefined && { altText: options.alt }),
        ...(options.section !== undefined && { boardSectionId: options.section }),
        ...(options.coverAt !== undefined && { coverImageKeyFrameTime: Number(options.coverAt) }),
      },
    },
  ],
});

/** A new board is not stored yet: the boards are read again and the post is sent once more. */
async function create(client: LinchpinClient, post: NewPost, board: string): Promise<CreatedPost> {
  const idempotencyKey = crypto.randomUUID();
  try {
    return await client.posts.create(post, { idempotencyKey });
  } catch (error) {
    const onlyBoard =
      error instanceof LinchpinApiError &&
      error.problems.every((problem) => problem.code === 'PIN_BOARD_NOT_FOUND');
    const accountId = post.platforms?.[0]?.accountId;
    if (!onlyBoard || accountId === undefined) throw error;
    const { boards } = await client.boards.list(accountId);
    if (!boards.some(({ id, name }) => id === board || name === board)) throw error;
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

async function openFile(path: string): Promise<Blob> {
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

function timing(options: PublishOptions): Partial<NewPost> {
  if (options.draft) return { isDraft: true };
  if (options.at === undefined) return { publishNow: true };
  const given = { scheduledFor: options.at, ifPast: 'refuse' } as const;
  // A time that names its own zone needs no other.
  if (options.timezone === undefined && options.at.includes('[')) return given;
  return {
    ...given,
    timezone: options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

const whenOf = ({ timezone }: Post, { scheduledFor }: Target): string =>
  scheduledFor === null ? '' : `${formatTime(scheduledFor, timezone)} ${timezone}`;

function report({ post, message }: CreatedPost): void {
  print(message);
  for (const target of post.platforms) {
    const { title, boardName, boardId } = target.platformSpecificData;
    printFields([
      ['Post', post._id],
      ['Title', title ?? '(none)'],
      ['Board', boardName ?? boardId],
      ...(post.status === 'scheduled' ? [['Goes out', whenOf(post, target)] as const] : []),
      ...(target.platformPostUrl ? [['Pin', target.platformPostUrl] as const] : []),
      ...(target.problem
        ? [['Problem', target.problem.message] as const, ['Fix', target.problem.fix] as const]
        : []),
    ]);
  }
}
