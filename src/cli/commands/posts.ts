import type { Post } from '../../sdk/index.ts';
import { connect, type ServerOptions } from '../server.ts';
import { formatTime, print, printJson, printTable } from '../output.ts';

interface ListOptions extends ServerOptions {
  json?: boolean;
}

/** The newest posts and how they stand. */
export async function posts(
  options: ListOptions & { status?: Post['status']; limit: number },
): Promise<void> {
  const { client } = connect(options);
  const list = await client.posts.list({
    limit: options.limit,
    ...(options.status && { status: options.status }),
  });
  if (options.json) return printJson(list);
  if (list.posts.length === 0)
    return print('No posts yet. Publish one: linchpin publish photo.jpg --board "Kitchens"');
  printTable(
    ['Status', 'When', 'Board', 'Title', 'Post or Pin'],
    list.posts.flatMap((post) => {
      const when = formatTime(post.publishedAt ?? post.scheduledFor ?? post.createdAt);
      if (post.platforms.length === 0) return [[post.status, when, '', post.title ?? '', post._id]];
      return post.platforms.map((target) => [
        target.status === 'pending' ? post.status : target.status,
        when,
        target.platformSpecificData.boardName ?? target.platformSpecificData.boardId,
        target.platformSpecificData.title ?? '',
        target.errorMessage ?? target.platformPostUrl ?? post._id,
      ]);
    }),
  );
  const { total } = list.pagination;
  if (total > list.posts.length) print(`${list.posts.length} of ${total}; more with --limit.`);
}
