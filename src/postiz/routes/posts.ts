import { z } from 'zod';
import type { BulkPosts, Post, ProblemBody } from '../../contract/index.ts';
import { LinchpinError, refusal, type Problem } from '../../domain/errors/index.ts';
import { deletePost, route, type Caller } from '../../door/index.ts';
import { requireChannel } from './channels.ts';
import { presentPost, stateOf } from '../present/post.ts';
import { inWords } from '../errors.ts';
import { readElement, readTarget, readValue, timeOf } from '../read-post.ts';
import {
  CreatedPosts,
  CreatePosts,
  ListedPost,
  Settings,
  states,
  type Element,
  type Unfinished,
} from '../shapes/post.ts';

const id = z.string();

const create = route({
  method: 'POST',
  path: '/public/v1/posts',
  id: 'posts.create',
  summary:
    'Schedules Pins, publishes them or keeps them as drafts: one post for each entry, or none',
  reads: 'json',
  input: CreatePosts,
  output: CreatedPosts,
  status: 201,
  async run(caller, given) {
    if (given.inter)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'inter',
        values: { field: 'inter', reason: 'posts are not repeated: send each of them.' },
      });
    const inputs = await Promise.all(
      given.posts.map((element) => {
        const postId = element.value[0]?.id;
        return postId
          ? readChange(caller, given, element, postId)
          : readNew(caller, given, element);
      }),
    );
    const [only, ...others] = inputs;
    const made =
      only && others.length === 0 ? [await writeOne(caller, only)] : await writeAll(caller, inputs);
    return made.map(({ postId, warnings }, index) => ({
      postId,
      integration: given.posts[index]?.integration.id ?? '',
      ...(warnings?.length && { warnings: [...warnings] }),
    }));
  },
});

async function readNew(caller: Caller, given: CreatePosts, element: Element) {
  const { platforms, ...post } = readElement(given, element);
  const unfinished = given.type === 'draft' ? await unfinishedOf(caller, element) : null;
  if (!unfinished) return { ...post, platforms };
  const { profileId, kept } = unfinished;
  return { ...post, queuedFromProfile: profileId, metadata: { postiz: kept } };
}

/** A Pin has a board, so a draft without one keeps what its Pin will be made of; null: there is a board. */
async function unfinishedOf(
  caller: Caller,
  { integration: { id: integration }, settings = {} }: Element,
): Promise<{ profileId: string; kept: Unfinished } | null> {
  if (settings.board) return null;
  const { profileId, metadata } = await requireChannel(caller, integration);
  return metadata.defaultBoardId === null ? { profileId, kept: { integration, settings } } : null;
}

interface Written {
  postId: string;
  warnings?: readonly ProblemBody[] | undefined;
}

async function writeOne(caller: Caller, input: object): Promise<Written> {
  if ('postId' in input) return writtenOf(await updated(caller, input));
  const made = await caller.run('posts.create', input);
  if (!('post' in made)) throw new Error('A post was only checked.');
  return writtenOf(made);
}

const writtenOf = ({
  post,
  warnings,
}: {
  post: Post;
  warnings?: readonly ProblemBody[] | undefined;
}): Written => ({ postId: post._id, warnings });

/** Of several posts none is written unless all can be. @throws LinchpinError with what is wrong with each */
async function writeAll(caller: Caller, inputs: readonly object[]): Promise<Written[]> {
  const posts = inputs.map((input) => ('postId' in input ? { action: 'update', ...input } : input));
  refuseUnlessAll(await caller.run('posts.bulk', { posts, dryRun: true }));
  const written = await caller.run('posts.bulk', { posts });
  refuseUnlessAll(written); // Another request may have gone first meanwhile.
  return written.results.map(({ postId, problems }) => ({
    postId: postId ?? '',
    warnings: problems,
  }));
}

function refuseUnlessAll({ results }: BulkPosts): void {
  const [first, ...others] = results
    .filter(({ outcome }) => outcome === 'refused')
    .flatMap(
      ({ index, problems }) =>
        problems
          .filter(({ severity }) => severity === 'error')
          .map((found) => inElement(index, found as Problem)), // Problems of an operation are of the catalogue.
    );
  if (first) throw new LinchpinError([first, ...others]);
}

const inElement = (index: number, found: Problem): Problem => {
  const translated = inWords(found);
  return { ...translated, field: `posts[${index}].${translated.field ?? ''}` };
};

/** Postiz changes a post by sending it again with its id; `update` leaves its time as it is. */
async function readChange(caller: Caller, given: CreatePosts, element: Element, postId: string) {
  const { type, date } = given;
  const { content, media } = readValue(element);
  const { post: before } = await caller.run('posts.get', { postId });
  const staysDraft = type === 'draft' || (type === 'update' && before.status === 'draft');
  const unfinished =
    staysDraft && before.platforms.length === 0 ? await unfinishedOf(caller, element) : null;
  const { integration, settings = {} } = element;
  return {
    postId,
    content,
    ...media,
    ...(unfinished
      ? { metadata: { ...before.metadata, postiz: unfinished.kept } }
      : { platforms: [readTarget(integration.id, settings, element)] }),
    ...(type !== 'update' && timeOf(type, date)),
  };
}

async function updated(caller: Caller, input: object) {
  const changed = await caller.run('posts.update', input);
  if (!('post' in changed)) throw new Error('A post was only checked.');
  return changed;
}

/** Posts read at most: a calendar of years would be held in memory at once. Ours. */
const mostListed = 5_000;
const page = 500;

const list = route({
  method: 'GET',
  path: '/public/v1/posts',
  id: 'posts.list',
  summary: 'Posts whose planned time lies between two moments',
  reads: 'query',
  input: z.object({
    startDate: z.string(),
    endDate: z.string(),
    customer: z.string().optional().describe('The id of a workspace.'),
  }),
  output: z.object({ posts: z.array(ListedPost) }),
  async run(caller, { startDate, endDate, customer }) {
    const posts: ListedPost[] = [];
    for (let offset = 0; offset < mostListed; offset += page) {
      const found = await caller.run('posts.list', {
        fromDate: startDate,
        toDate: endDate,
        ...(customer && { profileId: customer }),
        sortBy: 'scheduled-asc',
        offset,
        limit: page,
      });
      posts.push(...found.posts.map(presentPost));
      if (found.posts.length < page) return { posts };
    }
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'endDate',
      values: {
        field: 'endDate',
        reason: `there are more than ${mostListed} posts until then: ask for a shorter time.`,
      },
    });
  },
});

const setStatus = route({
  method: 'PUT',
  path: '/public/v1/posts/{id}/status',
  id: 'posts.status',
  summary: 'Makes a planned post a draft, or plans a draft; a time that has passed is now',
  reads: 'json',
  input: z.object({ id, status: z.enum(['draft', 'schedule']) }),
  output: z.object({ id, state: z.enum(states) }),
  async run(caller, { id: postId, status }) {
    const { post: before } = await caller.run('posts.get', { postId });
    const isDraft = status === 'draft';
    if (isDraft && before.status === 'scheduled') await caller.run('posts.cancel', { postId });
    else if (!isDraft && stateOf(before) === 'DRAFT')
      await caller.run('posts.update', {
        postId,
        isDraft: false,
        scheduledFor: before.scheduledFor ?? new Date(caller.nowMs()).toISOString(),
        ifPast: 'publish',
      });
    const { post } = await caller.run('posts.get', { postId });
    return { id: postId, state: stateOf(post) };
  },
});

const setSettings = route({
  method: 'PUT',
  path: '/public/v1/posts/{id}/settings',
  id: 'posts.settings',
  summary: 'Changes some settings of a post that has not gone out',
  reads: 'json',
  input: z.object({ id, settings: Settings }),
  output: z.object({ postId: id, publishDate: z.string() }),
  async run(caller, { id: postId, settings }) {
    const { post: before } = await caller.run('posts.get', { postId });
    const { integration, settings: had } = presentPost(before);
    const all = { ...(JSON.parse(had) as Settings), ...settings }; // As it was written there.
    const { post } = await updated(caller, {
      postId,
      ...(all.board
        ? { platforms: [readTarget(integration.id, all, null)] }
        : {
            metadata: {
              ...before.metadata,
              postiz: { integration: integration.id, settings: all },
            },
          }),
    });
    const publishDate = (post.scheduledFor ?? post.createdAt).slice(0, 19);
    return { postId, publishDate };
  },
});

/** The Pins that a lost answer may have made: of the board, the newest first. */
const missing = route({
  method: 'GET',
  path: '/public/v1/posts/{id}/missing',
  id: 'posts.missing',
  summary: 'Pins of the board, one of which may be the post whose outcome is not known; else []',
  reads: 'query',
  input: z.object({ id }),
  output: z.array(z.object({ id, url: z.string() })),
  async run(caller, { id: postId }) {
    const { post } = await caller.run('posts.get', { postId });
    const pin = post.platforms.find(isUnknown);
    if (!pin) return [];
    const { pins } = await caller.run('pins.list', {
      accountId: pin.accountId._id,
      boardId: pin.platformSpecificData.boardId,
      ours: 'false',
    });
    return pins.map(({ pinterestPinId, url }) => ({ id: pinterestPinId, url }));
  },
});

const isUnknown = ({ errorCode }: { errorCode?: string | undefined }): boolean =>
  errorCode === 'PIN_OUTCOME_UNKNOWN';

const setRelease = route({
  method: 'PUT',
  path: '/public/v1/posts/{id}/release-id',
  id: 'posts.release',
  summary: 'Says which Pin a post became whose outcome is not known',
  reads: 'json',
  input: z.object({
    id,
    // The command line sends a short one as a number.
    releaseId: z.union([z.string(), z.number().transform(String)]),
  }),
  output: ListedPost,
  async run(caller, { id: postId, releaseId }) {
    const { post } = await caller.run('posts.get', { postId });
    const pin = post.platforms.find(isUnknown) ?? post.platforms[0];
    const changed = await caller.run('posts.resolvePin', {
      postId,
      pinId: pin?.pinId ?? '',
      outcome: 'published',
      pinterestPinId: releaseId,
    });
    return presentPost(changed.post);
  },
});

const Removed = z.object({ id, error: z.literal(true).describe('As Postiz answers success.') });

async function removePost(caller: Caller, postId: string): Promise<z.output<typeof Removed>> {
  await deletePost(caller, postId);
  return { id: postId, error: true };
}

const remove = route({
  method: 'DELETE',
  path: '/public/v1/posts/{id}',
  id: 'posts.delete',
  summary: 'Stops a post that has not gone out, and hides it; a Pin on Pinterest stays there',
  reads: 'query',
  input: z.object({ id }),
  output: Removed,
  run: (caller, { id: postId }) => removePost(caller, postId),
});

const removeGroup = route({
  method: 'DELETE',
  path: '/public/v1/posts/group/{group}',
  id: 'posts.deleteGroup',
  summary: 'The same: a group has one post',
  reads: 'query',
  input: z.object({ group: id }),
  output: Removed,
  run: (caller, { group }) => removePost(caller, group),
});

const halfHour = 30 * 60_000;

const findSlot = (path: '/public/v1/find-slot' | '/public/v1/find-slot/{id}', name: string) =>
  route({
    method: 'GET',
    path,
    id: name,
    summary: 'The next free slot of the queue; without one the next half hour',
    reads: 'query',
    input: z.object({ id: z.string().optional() }),
    output: z.object({ date: z.string().describe('UTC, without a zone.') }),
    async run(caller, { id: accountId }) {
      const at = await nextSlot(caller, accountId);
      return { date: `${at.toISOString().slice(0, 16)}:00` };
    },
  });

async function nextSlot(caller: Caller, accountId: string | undefined): Promise<Date> {
  try {
    const { nextSlot: at } = await caller.run('queues.nextSlot', accountId ? { accountId } : {});
    return new Date(at);
  } catch (error) {
    if (!(error instanceof LinchpinError) || error.code !== 'QUEUE_NOT_FOUND') throw error;
    return new Date((Math.floor(caller.nowMs() / halfHour) + 1) * halfHour);
  }
}

export const postRoutes = [
  create,
  list,
  setStatus,
  setSettings,
  missing,
  setRelease,
  removeGroup,
  remove,
  findSlot('/public/v1/find-slot', 'slots.next'),
  findSlot('/public/v1/find-slot/{id}', 'slots.nextOfChannel'),
];
