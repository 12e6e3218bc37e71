import type { LinchpinClient, Post, PostList, Target } from '../../sdk/index.ts';
import { clockOf, type Clock, type ClockOptions } from '../clock.ts';
import { boardOf, resultOf, statusOf } from '../outcome.ts';
import { connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface ListOptions extends ServerOptions, ClockOptions {
  json?: boolean;
  status?: Post['status'];
  limit: number;
  /** Only what is still to go out. */
  next?: boolean;
  /** Only what was. */
  last?: boolean;
}

/** What goes out next, then what was last, each with how it stands. */
export async function posts(options: ListOptions): Promise<void> {
  const { client } = connect(options);
  const list = await read(client, options);
  if (options.json) return printJson(list);
  if (list.posts.length === 0)
    return print(
      (options.status ?? options.next ?? options.last)
        ? 'No such posts.'
        : 'No posts yet. Publish one: linchpin publish photo.jpg --board "Kitchens"',
    );
  const clock = clockOf(options);
  printTable(
    ['Post', 'Status', `When (${clock.zone})`, 'Board', 'Title', 'Result'],
    sortRows(
      list.posts.flatMap((post) => rowsOf(post, clock)),
      options.status,
    ).map(({ cells }) => cells),
  );
  const { total } = list.pagination;
  if (total > list.posts.length) print(`${list.posts.length} of ${total}; more with --limit.`);
}

/** Statuses of posts of which something is still to go out, the nearest first. */
const coming = ['publishing', 'scheduled'] as const;

async function read(
  client: LinchpinClient,
  { status, limit, next, last }: ListOptions,
): Promise<PostList> {
  if (status !== undefined) {
    const nearestFirst = coming.some((one) => one === status);
    return client.posts.list({
      limit,
      status,
      sortBy: nearestFirst ? 'scheduled-asc' : 'scheduled-desc',
    });
  }
  const nearest = { limit, sortBy: 'scheduled-asc' } as const;
  const [publishing, scheduled, past, drafts, cancelled, all] = await Promise.all([
    client.posts.list({ ...nearest, status: 'publishing' }),
    client.posts.list({ ...nearest, status: 'scheduled' }),
    client.posts.list({ limit: 500, toDate: new Date().toISOString() }),
    // The time of these may lie ahead, though nothing goes out then.
    client.posts.list({ limit, status: 'draft' }),
    client.posts.list({ limit, status: 'cancelled' }),
    client.posts.list({ limit: 1 }),
  ]);
  const ahead = [...publishing.posts, ...scheduled.posts];
  const ended = past.posts.filter((post) => !coming.some((one) => one === post.status));
  const over = [
    ...new Map(
      [...ended, ...drafts.posts, ...cancelled.posts].map((post) => [post._id, post]),
    ).values(),
  ].toSorted((a, b) => Date.parse(timeOf(b)) - Date.parse(timeOf(a)));
  const totalAhead = publishing.pagination.total + scheduled.pagination.total;
  const half = Math.max(Math.ceil(limit / 2), limit - over.length);
  const shownAhead = last ? [] : ahead.slice(0, next ? limit : half);
  const shownOver = next ? [] : over.slice(0, limit - shownAhead.length);
  const total = next ? totalAhead : last ? all.pagination.total - totalAhead : all.pagination.total;
  return {
    posts: [...shownAhead, ...shownOver],
    pagination: { page: 1, limit, total, pages: Math.ceil(total / limit) },
  };
}

const timeOf = (post: Post): string => post.publishedAt ?? post.scheduledFor ?? post.createdAt;

interface Row {
  ahead: boolean;
  when: string;
  cells: string[];
}

function rowsOf(post: Post, clock: Clock): Row[] {
  const row = (target: Target | undefined): Row => {
    const status = target ? statusOf(post, target) : post.status;
    const when =
      target?.publishedAt ?? target?.scheduledFor ?? post.publishedAt ?? post.scheduledFor;
    return {
      ahead: ['scheduled', 'held', 'processing', 'uploading', 'publishing'].includes(status),
      when: when ?? post.createdAt,
      cells: [
        post._id,
        status,
        // A draft has no time yet; when it was made would look like one.
        when === null ? '' : clock.minute(when),
        target ? boardOf(target) : '',
        target?.platformSpecificData.title ?? post.title ?? '',
        target ? resultOf(post, target, clock) : '',
      ],
    };
  };
  return post.platforms.length === 0 ? [row(undefined)] : post.platforms.map(row);
}

/** What is ahead by its time, then what is over from its end; of one status in the order of the server. */
function sortRows(rows: readonly Row[], status: Post['status'] | undefined): readonly Row[] {
  if (status !== undefined) return rows;
  const byTime = rows.toSorted((a, b) => Date.parse(a.when) - Date.parse(b.when));
  return [
    ...byTime.filter(({ ahead }) => ahead),
    ...byTime.filter(({ ahead }) => !ahead).toReversed(),
  ];
}
