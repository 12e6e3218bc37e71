import { z } from 'zod';
import { dayAt, dayText } from '../../analytics/days.ts';
import type { LivePin, LivePinList, PinImport } from '../../contract/index.ts';
import { route, type Caller } from '../../door/index.ts';
import { noLimit } from '../limits.ts';
import { presentProfilePost } from '../present/profile-post.ts';
import { firstDayAsked, noPostSnapshot, postSnapshots } from '../present/snapshots.ts';
import { PostSnapshot, ProfilePost } from '../shapes/analytics.ts';
import { Network, socialAccountId, Time } from '../shapes/platform.ts';
import { accountsOf, requireAccount } from '../team-account.ts';
import { refusal } from '../../domain/errors/index.ts';

const Import = z.object({
  id: z.string().describe('That of the account: all of its Pins are read, again and again.'),
  teamId: z.string(),
  socialAccountId: z.string(),
  requestedCount: z.int(),
  withAnalytics: z.boolean(),
  importCarousels: z.boolean(),
  surface: z.literal('ALL'),
  mediaType: z.null(),
  status: z.enum([
    'PENDING',
    'FETCHING_POSTS',
    'FETCHING_ANALYTICS',
    'COMPLETED',
    'FAILED',
    'RATE_LIMITED',
  ]),
  postsImported: z.int(),
  analyticsImported: z.int(),
  error: z.string().nullable(),
  rateLimitResetAt: Time,
  startedAt: Time,
  completedAt: Time,
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.null(),
});

const statusOf = {
  never: 'PENDING',
  planned: 'PENDING',
  reading: 'FETCHING_POSTS',
  checking: 'FETCHING_ANALYTICS',
  waiting: 'RATE_LIMITED',
  idle: 'COMPLETED',
} as const;

/** Numbers of the lists come with the Pins. */
function presentImport(
  progress: PinImport,
  teamId: string,
  asked?: { count: number },
): z.output<typeof Import> {
  const { accountId, state, pins, problem, startedAt, finishedAt, completeAsOf, nextAt } = progress;
  // An import that read every board is complete, even if it has questions for a person.
  const isFailed = state === 'idle' && problem !== null && completeAsOf !== startedAt;
  return {
    id: accountId,
    teamId,
    socialAccountId: accountId,
    requestedCount: asked?.count ?? pins.expected ?? pins.seen,
    withAnalytics: true,
    importCarousels: true,
    surface: 'ALL',
    mediaType: null,
    status: isFailed ? 'FAILED' : statusOf[state],
    postsImported: pins.seen,
    analyticsImported: pins.seen,
    error: problem?.message ?? null,
    rateLimitResetAt: state === 'waiting' ? nextAt : null,
    startedAt,
    completedAt: state === 'idle' ? finishedAt : null,
    createdAt: startedAt,
    updatedAt: finishedAt ?? startedAt,
    deletedAt: null,
  };
}

const Which = z.object({
  teamId: z.string(),
  socialAccountType: Network.optional(),
  socialAccountId,
});

const accountMeant = (caller: Caller, { socialAccountType, ...which }: z.output<typeof Which>) =>
  requireAccount(caller, {
    ...which,
    ...(socialAccountType !== undefined && { type: socialAccountType }),
  });

const create = route({
  method: 'POST',
  path: '/api/v1/post-history-import/',
  id: 'postImport_create',
  summary: 'Reads the Pins of an account from Pinterest now, all of them',
  reads: 'json',
  input: Which.extend({
    socialAccountType: Network,
    count: z.int().min(1).describe('At least this many: all Pins are read.'),
    withAnalytics: z.boolean().optional().describe('Has no effect: numbers come along.'),
    importCarousels: z.boolean().optional().describe('Has no effect: carousels come along.'),
    surface: z.enum(['PROFILE_GRID', 'NON_GRID', 'STORY', 'ALL']).optional(),
    mediaType: z.enum(['VIDEO', 'IMAGE']).optional().describe('Has no effect: both come.'),
  }),
  output: Import,
  status: 201,
  async run(caller, { count, ...which }) {
    const { _id: accountId, profileId } = await accountMeant(caller, which);
    const progress = await caller.run('pins.import', { accountId });
    return presentImport(progress, profileId, { count });
  },
});

const progressOf = async (caller: Caller, accountId: string, teamId: string) =>
  presentImport(await caller.run('pins.importProgress', { accountId }), teamId);

const list = route({
  method: 'GET',
  path: '/api/v1/post-history-import/',
  id: 'postImport_getStatus',
  summary: 'How far reading the Pins of each account is',
  reads: 'query',
  input: Which,
  output: z.object({ imports: z.array(Import) }),
  async run(caller, { teamId, socialAccountType = 'PINTEREST' }) {
    const accounts = await accountsOf(caller, teamId);
    if (socialAccountType !== 'PINTEREST') return { imports: [] };
    const imports = [];
    for (const { _id } of accounts) imports.push(await progressOf(caller, _id, teamId));
    return { imports };
  },
});

/** Its id is that of the account. @throws LinchpinError NOT_FOUND */
async function accountOfImport(caller: Caller, importId: string) {
  const { accounts } = await caller.run('accounts.list', {});
  const account = accounts.find(({ _id }) => _id === importId);
  if (!account) throw refusal('NOT_FOUND', { field: 'importId' });
  return account;
}

const get = route({
  method: 'GET',
  path: '/api/v1/post-history-import/{importId}',
  id: 'postImport_getById',
  summary: 'How far it is',
  reads: 'query',
  input: z.object({ importId: z.string() }),
  output: Import,
  async run(caller, { importId }) {
    const { _id, profileId } = await accountOfImport(caller, importId);
    return progressOf(caller, _id, profileId);
  },
});

const retry = route({
  method: 'POST',
  path: '/api/v1/post-history-import/{importId}/retry',
  id: 'postImport_retryImport',
  summary: 'Reads the Pins again',
  reads: 'json',
  input: z.object({ importId: z.string(), teamId: z.string() }),
  output: Import,
  async run(caller, { importId, teamId }) {
    const { _id: accountId, profileId } = await accountOfImport(caller, importId);
    if (profileId !== teamId) throw refusal('NOT_FOUND', { field: 'importId' });
    return presentImport(await caller.run('pins.import', { accountId }), teamId);
  },
});

const posts = route({
  method: 'GET',
  path: '/api/v1/post-history-import/posts',
  id: 'postImport_getImportedPosts',
  summary: 'Pins as Pinterest shows them, the newest first, with their figures',
  reads: 'query',
  input: Which.extend({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
  }),
  output: z.object({
    posts: z.array(ProfilePost.extend({ analytics: z.array(PostSnapshot) })),
    total: z.int(),
    limit: z.int(),
    remainingCapacity: z.int(),
  }),
  async run(caller, { limit, offset, ...which }) {
    const { _id: accountId } = await accountMeant(caller, which);
    const { pins, total } = await readPins(caller, accountId, offset, limit);
    const shown = [];
    for (const { numbers, ...pin } of pins)
      shown.push({
        ...presentProfilePost(pin),
        analytics: await snapshotsOf(caller, pin, numbers?.lifetime ?? null),
      });
    return { posts: shown, total, limit, remainingCapacity: noLimit };
  },
});

/** Where no day was read yet, what the list said of its whole life. */
async function snapshotsOf(
  caller: Caller,
  { pinterestPinId: pinId, accountId }: Omit<LivePin, 'numbers'>,
  lifetime: Parameters<typeof noPostSnapshot>[2],
) {
  const from = firstDayAsked(caller.nowMs());
  const items = postSnapshots(await caller.run('analytics.pin', { pinId, accountId, from }));
  return items.length > 0 || lifetime === null
    ? items
    : [noPostSnapshot(pinId, dayText(dayAt(caller.nowMs())), lifetime)];
}

/** A page by its offset: our own lists have a cursor in its place. */
async function readPins(caller: Caller, accountId: string, offset: number, limit: number) {
  const found: LivePin[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const wanted = Math.min(250, offset + limit - found.length);
    const page: z.output<typeof LivePinList> = await caller.run('pins.list', {
      accountId,
      limit: wanted,
      ...(cursor === null ? { count: 'true' } : { cursor }),
    });
    found.push(...page.pins);
    total = page.total ?? total;
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < offset + limit);
  return { pins: found.slice(offset, offset + limit), total };
}

const removePosts = route({
  method: 'DELETE',
  path: '/api/v1/post-history-import/posts',
  id: 'postImport_deleteImportedPosts',
  summary: 'Leaves Pins out of these lists; they stay on Pinterest',
  reads: 'json',
  input: z.object({ teamId: z.string(), postIds: z.array(z.string()).min(1).max(100) }),
  output: z.object({ deletedCount: z.int() }),
  async run(caller, { teamId, postIds }) {
    const { _id: accountId } = await requireAccount(caller, { teamId });
    const pinIds = [...new Set(postIds)];
    for (const [index, pinId] of pinIds.entries())
      await caller.nth(index).run('pins.hide', { pinId, accountId, hidden: true });
    return { deletedCount: pinIds.length };
  },
});

export const historyRoutes = [create, list, posts, removePosts, get, retry];
