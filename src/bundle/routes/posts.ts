import { z } from 'zod';
import type {
  Account,
  ChangedPost,
  CreatedPost,
  Post as OwnPost,
  ProblemBody,
} from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { deletePost, route, type Caller } from '../../door/index.ts';
import { warningsInWords } from '../errors.ts';
import { presentPost, statusOf } from '../present/post.ts';
import { readChange, readPost } from '../read-post.ts';
import { byOffset } from '../shapes/page.ts';
import { Network, Time } from '../shapes/platform.ts';
import { CreatePost, Post, Status, UpdatePost, type Status as PostStatus } from '../shapes/post.ts';
import { accountFor, requireAccount, requireTeam } from '../team-account.ts';

const id = z.string();

/** A post that was made or changed, with what there is to say of it. */
const changed = (
  caller: Caller,
  { post, warnings }: { post: OwnPost; warnings?: readonly ProblemBody[] | undefined },
): Post => ({
  ...presentPost(caller, post),
  ...(warnings?.length && { warnings: warningsInWords(warnings) }),
});

const create = route({
  method: 'POST',
  path: '/api/v1/post/',
  id: 'post_create',
  summary: 'Schedules a Pin, publishes it where its time has come, or keeps it as a draft',
  reads: 'json',
  input: CreatePost,
  output: Post,
  async run(caller, given) {
    const { teamId, socialAccountTypes, data } = given;
    const account = await accountFor(caller, teamId, socialAccountTypes, data.PINTEREST);
    const made = await caller.run('posts.create', readPost(given, account));
    return changed(caller, made as z.output<typeof CreatedPost>); // No dry run was asked for.
  },
});

const get = route({
  method: 'GET',
  path: '/api/v1/post/{id}',
  id: 'post_get',
  summary: 'A post with its status',
  reads: 'query',
  input: z.object({ id }),
  output: Post,
  run: async (caller, { id: postId }) => changed(caller, await caller.run('posts.get', { postId })),
});

const getByReferenceKey = route({
  method: 'GET',
  path: '/api/v1/post/reference-key/{referenceKey}',
  id: 'post_getByReferenceKey',
  summary: 'The post that was given this key; of several teams the newest',
  reads: 'query',
  input: z.object({ referenceKey: z.string() }),
  output: Post,
  async run(caller, { referenceKey }) {
    const { posts } = await caller.run('posts.list', {
      referenceKey,
      sortBy: 'created-desc',
      limit: 1,
    });
    const [post] = posts;
    if (!post) throw refusal('NOT_FOUND', { field: 'referenceKey' });
    return changed(caller, { post });
  },
});

/** The posts with a status, as filters of `posts.list`. Kept equal to statusOf. */
const withStatus: Record<PostStatus, Record<string, string>> = {
  DRAFT: { statuses: 'draft,cancelled' },
  SCHEDULED: { status: 'scheduled', waitsFor: 'time' },
  REVIEW: { status: 'scheduled', waitsFor: 'approval' },
  RETRYING: { status: 'scheduled', waitsFor: 'retry' },
  PROCESSING: { status: 'publishing' },
  POSTED: { status: 'published' },
  ERROR: { statuses: 'failed,partial' },
  DELETED: { onlyHidden: 'true' },
};

const order = {
  createdAt: 'created',
  updatedAt: 'updated',
  postDate: 'scheduled',
  postedDate: 'published',
  deletedAt: 'hidden',
} as const;

const list = route({
  method: 'GET',
  path: '/api/v1/post/',
  id: 'post_getList',
  summary: 'The posts of a team',
  reads: 'query',
  input: z.object({
    teamId: z.string(),
    status: Status.optional(),
    orderBy: z
      .enum(['createdAt', 'updatedAt', 'postDate', 'postedDate', 'deletedAt'])
      .default('createdAt'),
    order: z.enum(['ASC', 'DESC']).default('DESC'),
    q: z.string().optional().describe('In titles and descriptions.'),
    platforms: z
      .union([Network.transform((one) => [one]), z.array(Network)])
      .optional()
      .describe('Posts for none but other networks are not here.'),
    postDateFrom: z.string().optional(),
    postDateTo: z.string().optional(),
    ...byOffset,
  }),
  output: z.object({ items: z.array(Post), total: z.int() }),
  async run(caller, { teamId, status, orderBy, q, platforms, offset, limit, ...asked }) {
    requireTeam(caller, teamId);
    if (platforms !== undefined && !platforms.includes('PINTEREST')) return { items: [], total: 0 };
    const { posts, pagination } = await caller.run('posts.list', {
      profileId: teamId,
      ...(status !== undefined && withStatus[status]),
      ...(q !== undefined && { search: q }),
      ...(asked.postDateFrom !== undefined && { dateFrom: asked.postDateFrom }),
      ...(asked.postDateTo !== undefined && { dateTo: asked.postDateTo }),
      sortBy: `${order[orderBy]}-${asked.order.toLowerCase()}`,
      offset,
      limit,
    });
    return { items: posts.map((post) => presentPost(caller, post)), total: pagination.total };
  },
});

const update = route({
  method: 'PATCH',
  path: '/api/v1/post/{id}',
  id: 'post_update',
  summary: 'Changes a post that has not gone out; what is absent stays as it is',
  reads: 'json',
  input: UpdatePost,
  output: Post,
  async run(caller, given) {
    const { post: before } = await caller.run('posts.get', { postId: given.id });
    const touchesPins = given.data !== undefined || given.socialAccountTypes !== undefined;
    if (touchesPins && before.platforms.length > 1)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'data',
        values: {
          field: 'data',
          reason: `the post has ${before.platforms.length} Pins; this API changes posts of one.`,
        },
      });
    const account = touchesPins ? await accountOfChange(caller, given, before) : null;
    const made = await caller.run('posts.update', readChange(given, before, account));
    return changed(caller, made as z.output<typeof ChangedPost>); // No dry run was asked for.
  },
});

/** The account that is named, the one the post has, or the only one of its team. */
function accountOfChange(
  caller: Caller,
  { socialAccountTypes = ['PINTEREST'], data }: z.output<typeof UpdatePost>,
  { userId, platforms }: OwnPost,
): Promise<Account | null> {
  const named = data?.PINTEREST?.socialAccountId;
  const had = platforms[0]?.accountId._id;
  const socialAccountId = named ?? had;
  return accountFor(caller, userId, socialAccountTypes, {
    ...(socialAccountId !== undefined && { socialAccountId }),
  });
}

const remove = route({
  method: 'DELETE',
  path: '/api/v1/post/{id}',
  id: 'post_delete',
  summary: 'Stops a post that has not gone out, and hides it; a Pin on Pinterest stays there',
  reads: 'query',
  input: z.object({ id }),
  output: Post,
  run: async (caller, { id: postId }) => presentPost(caller, await deletePost(caller, postId)),
});

const retry = route({
  method: 'POST',
  path: '/api/v1/post/{id}/retry',
  id: 'post_retry',
  summary: 'Publishes a post again that failed',
  reads: 'query',
  input: z.object({ id }),
  output: Post,
  run: async (caller, { id: postId }) =>
    changed(caller, await caller.run('posts.retry', { postId })),
});

const waiting = { heldReason: 'ACCOUNT_DISCONNECTED' };

const candidates = route({
  method: 'GET',
  path: '/api/v1/post/reconnect-social-account/candidates',
  id: 'post_getReconnectSocialAccountCandidates',
  summary: 'Posts that wait since their account was disconnected',
  reads: 'query',
  input: z.object({
    teamId: z.string(),
    type: Network,
    ...byOffset,
  }),
  output: z.object({
    items: z.array(
      z.object({
        id,
        title: z.string(),
        postDate: Time,
        status: Status,
        createdAt: Time,
        updatedAt: Time,
      }),
    ),
    total: z.int(),
  }),
  async run(caller, { teamId, type, offset, limit }) {
    requireTeam(caller, teamId);
    if (type !== 'PINTEREST') return { items: [], total: 0 };
    const { posts, pagination } = await caller.run('posts.list', {
      profileId: teamId,
      ...waiting,
      offset,
      limit,
    });
    const items = posts.map((post) => {
      const shown = presentPost(caller, post);
      const { title, postDate, status, createdAt, updatedAt } = shown;
      return { id: shown.id, title, postDate, status, createdAt, updatedAt };
    });
    return { items, total: pagination.total };
  },
});

const reconnect = route({
  method: 'POST',
  path: '/api/v1/post/reconnect-social-account',
  id: 'post_reconnectSocialAccount',
  summary: 'Which posts go on since their account is connected again: they do so by themselves',
  reads: 'json',
  input: z.object({
    teamId: z.string(),
    type: Network,
    postIds: z.array(z.string()).max(100).optional(),
  }),
  output: z.object({
    total: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    results: z.array(
      z.object({
        postId: z.string(),
        title: z.string(),
        success: z.boolean(),
        statusBefore: Status,
        statusAfter: Status,
        message: z.string().optional(),
      }),
    ),
  }),
  async run(caller, { teamId, type, postIds }) {
    await requireAccount(caller, { teamId, type });
    const posts =
      postIds === undefined
        ? (await caller.run('posts.list', { profileId: teamId, ...waiting, limit: 100 })).posts
        : await Promise.all(
            postIds.map(async (postId) => (await caller.run('posts.get', { postId })).post),
          );
    const results = posts.map((post) => {
      const held = post.platforms.find(
        ({ heldReasonCode }) => heldReasonCode === waiting.heldReason,
      );
      const status = statusOf(post);
      return {
        postId: post._id,
        title: post.title ?? '',
        success: held === undefined,
        statusBefore: status,
        statusAfter: status,
        ...(held && { message: held.heldReason ?? '' }),
      };
    });
    const succeeded = results.filter(({ success }) => success).length;
    return { total: results.length, succeeded, failed: results.length - succeeded, results };
  },
});

export const postRoutes = [
  create,
  list,
  candidates,
  reconnect,
  getByReferenceKey,
  get,
  update,
  remove,
  retry,
];
