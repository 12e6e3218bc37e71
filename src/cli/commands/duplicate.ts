import { changedTargets } from '../../contract/index.ts';
import { clockOf } from '../clock.ts';
import { exitCodeOfPost } from '../exit-codes.ts';
import { printPost, printWarnings } from '../outcome.ts';
import { printJson } from '../output.ts';
import { connect } from '../server.ts';
import type { MoveOptions } from './change.ts';
import { timeOf } from './publish.ts';

/** Makes another post of the same words and media: a draft, unless it gets a time. */
export async function duplicate(
  postId: string,
  options: MoveOptions & { board?: string[] },
): Promise<void> {
  const { at, now, timezone, board } = options;
  const { client } = connect(options);
  const { post } = await client.posts.get(postId);
  const made = await client.posts.create({
    content: post.content,
    ...(post.title !== undefined && { title: post.title }),
    mediaIds: post.mediaItems.map(({ mediaId }) => mediaId),
    tags: post.tags,
    metadata: post.metadata,
    timezone: post.timezone,
    platforms: changedTargets(post, { boards: board, retimes: true }),
    // What was published within a day is meant to go out again.
    allowDuplicate: true,
    ...(now ? { publishNow: true } : at === undefined ? { isDraft: true } : timeOf(at, timezone)),
  });
  if (options.json) return printJson(made);
  const clock = clockOf(options);
  printPost(made.message, made.post, clock);
  printWarnings(made.warnings ?? [], clock);
  const exitCode = exitCodeOfPost(made.post);
  if (exitCode !== undefined) process.exitCode = exitCode;
}
