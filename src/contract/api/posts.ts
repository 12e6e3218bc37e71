import { z } from 'zod';
import { readPostAliases } from '../aliases.ts';
import { BulkPosts, BulkPostsInput } from '../bulk.ts';
import {
  CreatedPost,
  CreatePostInput,
  GetPostInput,
  ListPostsInput,
  PostEnvelope,
  PostList,
} from '../post.ts';
import {
  ApprovePostInput,
  ChangedPost,
  HidePostInput,
  PostIdInput,
  ResolvePinInput,
  RetryPostInput,
  UpdatePostInput,
} from '../post-verbs.ts';
import {
  EditedLivePost,
  EditLivePostInput,
  Unpublished,
  UnpublishPostInput,
} from '../live-pin-verbs.ts';
import { ExportPostsInput, PostExport } from '../post-export.ts';
import { Timeline, TimelineInput } from '../timeline.ts';
import { ValidatedPost } from '../tools.ts';
import { Message } from '../values.ts';
import { endpoint, outcomeStatus } from './endpoint.ts';

/** 200: accepted before, or a dry run. 207: accepted, but publishing at once did not fully succeed. */
const createdStatus = (
  answer: z.output<typeof CreatedPost> | z.output<typeof ValidatedPost>,
): number =>
  !('post' in answer) || answer.existingPost
    ? 200
    : ['failed', 'partial'].includes(answer.post.status)
      ? 207
      : 201;

const updatedStatus = (
  answer: z.output<typeof ChangedPost> | z.output<typeof ValidatedPost>,
): number => ('post' in answer ? outcomeStatus(answer) : 200);

/** 207: some rows were refused. */
const bulkStatus = ({ counts }: z.output<typeof BulkPosts>): number =>
  counts.refused > 0 ? 207 : 200;

export const posts = {
  'posts.create': endpoint({
    method: 'POST',
    path: '/api/v1/posts',
    summary: 'Publishes a Pin now, schedules it, or keeps it as a draft',
    effect: 'database',
    body: 'json',
    input: CreatePostInput,
    output: z.union([CreatedPost, ValidatedPost]),
    status: createdStatus,
    readAliases: readPostAliases,
    requestIdIsKey: true,
  }),
  'posts.bulk': endpoint({
    method: 'POST',
    path: '/api/v1/posts/bulk',
    summary: 'Creates, changes and cancels up to 500 posts, each with its own result',
    effect: 'database',
    body: 'json',
    input: BulkPostsInput,
    output: BulkPosts,
    status: bulkStatus,
    takesMany: true,
  }),
  'posts.list': endpoint({
    method: 'GET',
    path: '/api/v1/posts',
    summary: 'Posts, newest first, with filters and pages',
    effect: 'read',
    body: 'none',
    input: ListPostsInput,
    output: PostList,
  }),
  'posts.export': endpoint({
    method: 'GET',
    path: '/api/v1/posts/export',
    summary:
      'The posts as a file for a spreadsheet, a line for each Pin: the columns of Pinterest, then ours',
    effect: 'read',
    body: 'none',
    input: ExportPostsInput,
    output: PostExport,
    file: true,
  }),
  'posts.get': endpoint({
    method: 'GET',
    path: '/api/v1/posts/{postId}',
    summary: 'A post with the state of each of its Pins',
    effect: 'read',
    body: 'none',
    input: GetPostInput,
    output: PostEnvelope,
  }),
  'posts.timeline': endpoint({
    method: 'GET',
    path: '/api/v1/posts/{postId}/timeline',
    summary: 'What happened to each Pin of a post: every request, answer, wait and decision',
    effect: 'read',
    body: 'none',
    input: TimelineInput,
    output: Timeline,
  }),
  'posts.update': endpoint({
    method: 'PUT',
    path: '/api/v1/posts/{postId}',
    summary: 'Changes a post that has not gone out: its content, its boards or its time',
    effect: 'database',
    body: 'json',
    input: UpdatePostInput,
    output: z.union([ChangedPost, ValidatedPost]),
    status: updatedStatus,
    readAliases: readPostAliases,
  }),
  'posts.delete': endpoint({
    method: 'DELETE',
    path: '/api/v1/posts/{postId}',
    summary: 'Deletes a post that Pinterest has nothing of',
    effect: 'database',
    body: 'none',
    input: PostIdInput,
    output: Message,
    destructive: true,
  }),
  'posts.cancel': endpoint({
    method: 'POST',
    path: '/api/v1/posts/{postId}/cancel',
    summary: 'Stops what has not gone out yet; the post stays and can be given a new time',
    effect: 'database',
    body: 'none',
    input: PostIdInput,
    output: ChangedPost,
    destructive: true,
  }),
  'posts.hide': endpoint({
    method: 'PUT',
    path: '/api/v1/posts/{postId}/hidden',
    summary: 'Hides the record of a post that goes nowhere any more, or shows it again',
    effect: 'database',
    body: 'json',
    input: HidePostInput,
    output: PostEnvelope,
  }),
  'posts.retry': endpoint({
    method: 'POST',
    path: '/api/v1/posts/{postId}/retry',
    summary: 'Publishes the failed Pins of a post again, or one of them, and waits for the outcome',
    effect: 'database',
    body: 'optionalJson',
    input: RetryPostInput,
    output: ChangedPost,
    status: outcomeStatus,
  }),
  'posts.approve': endpoint({
    method: 'POST',
    path: '/api/v1/posts/{postId}/approve',
    summary:
      'Lets a post go out that waits for an approval; one whose time has passed needs a word on when',
    effect: 'database',
    body: 'optionalJson',
    input: ApprovePostInput,
    output: ChangedPost,
    status: outcomeStatus,
  }),
  'posts.resolvePin': endpoint({
    method: 'POST',
    path: '/api/v1/posts/{postId}/pins/{pinId}/resolve',
    summary: 'Says what became of a Pin whose outcome is unknown: it is there, or it is not',
    effect: 'database',
    body: 'json',
    input: ResolvePinInput,
    output: ChangedPost,
    status: outcomeStatus,
  }),
  'posts.unpublish': endpoint({
    method: 'POST',
    path: '/api/v1/posts/{postId}/unpublish',
    summary:
      'Deletes the Pins of a published post on Pinterest; the post is kept, and shown as cancelled',
    effect: 'database',
    body: 'json',
    input: UnpublishPostInput,
    output: Unpublished,
    destructive: true,
  }),
  'posts.edit': endpoint({
    method: 'POST',
    path: '/api/v1/posts/{postId}/edit',
    summary: 'Changes the description of the Pins of a published post on Pinterest',
    effect: 'database',
    body: 'json',
    input: EditLivePostInput,
    output: EditedLivePost,
  }),
} as const;
