import { Readable } from 'node:stream';
import type { ExportPostsInput, Post, Target } from '../../contract/index.ts';
import { throwIfBlocked } from '../../domain/errors/index.ts';
import { toCsv } from '../../domain/text/csv.ts';
import { readRangeEnd } from '../../domain/time/schedule.ts';
import { readPostsPage, type FullPost, type PinRow, type PostFilter } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentPost } from './present.ts';

/** Posts read at once. Ours: about a megabyte. */
const postsAtOnce = 200;

export const exportPosts = implement('posts.export', {
  scope: 'posts:read',
  within: everyWorkspace,
  run(context, input) {
    const filter = readFilter(input);
    return Promise.resolve({
      type: 'text/csv; charset=utf-8',
      filename: `linchpin-posts-${new Date(context.clock()).toISOString().slice(0, 10)}.csv`,
      // Read only as fast as the client takes it, so that a long one needs no more memory than a short one.
      rows: Readable.from(postLines(context, filter), {
        objectMode: false,
        highWaterMark: 64 * 1024,
      }),
    });
  },
});

type Filter = Omit<PostFilter, 'limit' | 'offset' | 'order'>;

/** @throws LinchpinError INVALID_FIELD_VALUE */
function readFilter({ accountId, boardId, status, fromDate, toDate }: ExportPostsInput): Filter {
  const from = fromDate === undefined ? null : readRangeEnd(fromDate, 'from', 'fromDate');
  const to = toDate === undefined ? null : readRangeEnd(toDate, 'to', 'toDate');
  throwIfBlocked([from, to].flatMap((end) => (end && 'problem' in end ? end.problem : [])));
  return {
    ...(accountId !== undefined && { accountId }),
    ...(boardId !== undefined && { boardId }),
    ...(status !== undefined && { status }),
    ...(from && 'at' in from && { from: from.at }),
    ...(to && 'at' in to && { before: to.at }),
  };
}

/** A line for each Pin: the columns of Pinterest's own files, in their order, then ours. */
async function* postLines(context: Context, filter: Filter): AsyncGenerator<string> {
  yield `\uFEFF${toCsv([columns])}`;
  for await (const posts of pages(context, filter))
    yield toCsv(posts.flatMap((full) => linesOf(context, full, filter)));
}

/** Every post of the caller's workspaces as `posts.get` shows it, hidden ones too. */
export async function* presentedPosts(context: Context): AsyncGenerator<Post> {
  for await (const posts of pages(context, { hidden: 'too' }))
    for (const full of posts) yield presentPost(context, full);
}

async function* pages(
  { store, workspaceIds }: Context,
  filter: Filter,
): AsyncGenerator<FullPost[]> {
  const order = { by: 'created', direction: 'asc' } as const;
  for (let offset = 0; workspaceIds.length > 0; offset += postsAtOnce) {
    const page = { ...filter, order, limit: postsAtOnce, offset };
    const posts = await readPostsPage(store.db, workspaceIds, page);
    yield posts;
    if (posts.length < postsAtOnce) return;
  }
}

const columns = [
  'Title',
  'Media URL',
  'Pinterest board',
  'Thumbnail',
  'Description',
  'Link',
  'Publish date',
  'Keywords',
  'Section',
  'Alt text',
  'Dominant color',
  'Account',
  'Status',
  'Published at',
  'Pin URL',
  'Problem',
  'Reference key',
  'Post',
  'Pin',
];

/** The Pins of a post; of an account or a board that is asked for, no others. */
function linesOf(
  context: Context,
  full: FullPost,
  { accountId, boardId }: Pick<Filter, 'accountId' | 'boardId'>,
): string[][] {
  const post = presentPost(context, full);
  const targets = post.platforms.filter(
    (target) =>
      (accountId === undefined || target.accountId._id === accountId) &&
      (boardId === undefined || target.platformSpecificData.boardId === boardId),
  );
  return targets.flatMap((target) => {
    const pin = full.pins.find(({ id }) => id === target.pinId);
    return pin ? [lineOf(context, full, post, target, pin)] : [];
  });
}

function lineOf(
  { links }: Context,
  full: FullPost,
  post: Post,
  target: Target,
  pin: PinRow,
): string[] {
  const { platformSpecificData: data } = target;
  const ids = pin.mediaIds.length > 0 ? pin.mediaIds : full.post.mediaIds;
  const addressOf = (id: string): string => {
    const media = full.media.find((each) => each.id === id);
    return links.media({ id, filename: media?.filename ?? null });
  };
  const cover = pin.coverKeyFrame !== null ? String(pin.coverKeyFrame) : null;
  const coverImage = pin.coverMediaId === null ? '' : addressOf(pin.coverMediaId);
  return [
    data.title ?? '',
    ids.map(addressOf).join(' | '),
    data.boardName ?? data.boardId,
    cover ?? coverImage,
    target.customContent ?? post.content,
    data.link ?? '',
    target.scheduledFor?.slice(0, 19) ?? '',
    post.tags.join(', '),
    data.boardSectionId ?? '',
    data.altText ?? '',
    data.dominantColor ?? '',
    target.accountId.username,
    post.status === 'draft' ? 'draft' : target.status,
    target.publishedAt ?? '',
    target.platformPostUrl ?? '',
    target.problem?.message ?? target.heldReason ?? '',
    post.referenceKey ?? '',
    post._id,
    target.pinId,
  ];
}
