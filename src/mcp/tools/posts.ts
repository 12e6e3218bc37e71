import { z } from 'zod';
import { postStatuses } from '../../domain/pins/statuses.ts';
import { changePost, updatePost } from '../change-post.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { boardsField, plain, timeFields, wordFields } from '../pin-input.ts';
import { Accepted, PostShape, presentAccepted, presentPost } from '../present-post.ts';
import { tool } from '../tool.ts';

const postId = z.string();
const onePost = { postId, idempotencyKey };

const list = tool({
  name: 'list_posts',
  title: 'List posts',
  description:
    'Posts with the state of each Pin, newest first; with status scheduled the next to go out first.',
  call: 'posts.list',
  input: z.strictObject({
    status: z.enum(postStatuses).optional(),
    search: z.string().optional().describe('In titles and descriptions.'),
    fromDate: z.string().optional(),
    toDate: z.string().optional(),
    page: z.int().min(1).default(1),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({ posts: z.array(PostShape), total: z.int() }),
  async run(caller, asked) {
    const { posts, pagination } = await caller.run('posts.list', {
      ...asked,
      sortBy: asked.status === 'scheduled' ? 'scheduled-asc' : 'scheduled-desc',
    });
    return { posts: posts.map(presentPost), total: pagination.total };
  },
});

const get = tool({
  name: 'get_post',
  title: 'Look at a post',
  description: 'A post with its words, and what became of each Pin, with address or problem.',
  call: 'posts.get',
  input: z.strictObject({ postId }),
  output: z.object({ post: PostShape }),
  async run(caller, { postId: wanted }) {
    const { post } = await caller.run('posts.get', { postId: wanted });
    const { link, altText } = post.platforms[0]?.platformSpecificData ?? {};
    return {
      post: {
        ...presentPost(post),
        description: post.content,
        link,
        altText,
        media: post.mediaItems.map(({ url }) => url),
      },
    };
  },
});

const timeline = tool({
  name: 'post_timeline',
  title: 'What happened to a post',
  description: 'The last requests, answers, waits and decisions of each Pin of a post, in words.',
  call: 'posts.timeline',
  input: z.strictObject({ postId, limit: z.int().min(1).max(100).default(20) }),
  output: z.object({
    pins: z.array(z.looseObject({ pinId: z.string(), entries: z.array(z.unknown()) })),
  }),
  async run(caller, asked) {
    const { pins } = await caller.run('posts.timeline', asked);
    return {
      pins: pins.map(({ pinId, boardName, status, entries }) => ({
        pinId,
        board: boardName,
        status,
        entries: entries.map(({ at, kind, text }) => ({ at, kind, text })),
      })),
    };
  },
});

const publish = tool({
  name: 'publish_post',
  title: 'Publish a post now',
  description:
    'Publishes a draft or a planned post at once, and waits up to 25 s; "publishing" means: look again with get_post. It cannot be taken back here.',
  call: 'posts.update',
  alsoNeeds: ['posts:publish'],
  destructive: true,
  input: z.strictObject(onePost),
  output: Accepted,
  run: async (caller, { postId: wanted }) =>
    presentAccepted(await updatePost(caller, { postId: wanted, publishNow: true, isDraft: false })),
});

const update = tool({
  name: 'update_post',
  title: 'Change or move a post',
  description:
    'Changes what has not gone out: its time, its boards (all of them) or its words, as of schedule_pin. What is left out stays.',
  call: 'posts.update',
  input: z.strictObject({
    ...onePost,
    ...plain({ ...timeFields, boards: boardsField.optional(), ...wordFields }),
  }),
  output: Accepted,
  run: async (caller, change) => presentAccepted(await changePost(caller, change)),
});

const cancel = tool({
  name: 'cancel_post',
  title: 'Cancel a post',
  description: 'Stops what has not gone out. The post stays; update_post with a time revives it.',
  call: 'posts.cancel',
  input: z.strictObject(onePost),
  output: Accepted,
  run: async (caller, { postId: wanted }) =>
    presentAccepted(await caller.run('posts.cancel', { postId: wanted })),
});

const retry = tool({
  name: 'retry_post',
  title: 'Retry a post',
  description: 'Publishes the failed Pins of a post again, once what get_post names is put right.',
  call: 'posts.retry',
  input: z.strictObject(onePost),
  output: Accepted,
  run: async (caller, { postId: wanted }) =>
    presentAccepted(await caller.run('posts.retry', { postId: wanted })),
});

export const postTools = [list, get, timeline, publish, update, cancel, retry];
