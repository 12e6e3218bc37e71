import { changedTargets } from '../../contract/index.ts';
import type { ChangedPost, LinchpinClient } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { CliError } from '../errors.ts';
import { exitCodeOfPost } from '../exit-codes.ts';
import { printPost, printWarnings } from '../outcome.ts';
import { print, printJson } from '../output.ts';
import { connect, type ServerOptions } from '../server.ts';
import { timeOf } from './publish.ts';

export interface ChangeOptions extends ServerOptions, ClockOptions {
  json?: boolean;
}

export interface MoveOptions extends ChangeOptions {
  at?: string;
  now?: boolean;
}

/** Asks for a change of a post, and says what became of the post. */
async function change(
  options: ChangeOptions,
  ask: (client: LinchpinClient) => Promise<ChangedPost>,
): Promise<void> {
  const answer = await ask(connect(options).client);
  if (options.json) printJson(answer);
  else {
    const clock = clockOf(options);
    printPost(answer.message, answer.post, clock);
    printWarnings(answer.warnings ?? [], clock);
  }
  const exitCode = exitCodeOfPost(answer.post);
  if (exitCode !== undefined) process.exitCode = exitCode;
}

/** Gives a post another time, or publishes it now; a draft goes out then too. Or other boards. @throws CliError without any. */
export async function reschedule(
  postId: string,
  options: MoveOptions & { board?: string[] },
): Promise<void> {
  const { at, now, timezone, board } = options;
  if (at === undefined && !now && board === undefined)
    throw new CliError(
      'The new time is missing.',
      'Give it with --at, for example --at 2026-12-01T09:00, or publish at once with --now. Other boards: --board.',
    );
  const when = now ? { publishNow: true } : at === undefined ? null : timeOf(at, timezone);
  await change(options, async (client) =>
    client.posts.update(postId, {
      ...(when && { ...when, isDraft: false }),
      ...(board && {
        platforms: changedTargets((await client.posts.get(postId)).post, {
          boards: board,
          retimes: when !== null,
        }),
      }),
    }),
  );
}

export const cancel = (postId: string, options: ChangeOptions): Promise<void> =>
  change(options, (client) => client.posts.cancel(postId));

export const retry = (postId: string, options: ChangeOptions): Promise<void> =>
  change(options, (client) => client.posts.retry(postId));

/** Approves a post; one whose time has passed needs `now` or `at`. */
export const approve = (postId: string, options: MoveOptions): Promise<void> =>
  change(options, (client) =>
    client.posts.approve(postId, {
      ...(options.now && { publishNow: true }),
      ...(options.at !== undefined && { scheduledFor: options.at }),
      ...(options.timezone !== undefined && { timezone: options.timezone }),
    }),
  );

export async function remove(postId: string, options: ChangeOptions): Promise<void> {
  const answer = await connect(options).client.posts.delete(postId);
  if (options.json) printJson(answer);
  else print(answer.message);
}
