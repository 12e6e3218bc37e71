import type { OperationName } from '../operations/index.ts';
import type { Route } from './route.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/**
 * The native API: which path means which operation. Paths and statuses as in Zernio's API, so
 * that its clients work by changing the base address.
 */
export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/v1/posts',
    operation: 'posts.create',
    body: 'json',
    repeatable: true,
    // 200: accepted before, or a dry run. 207: accepted, but publishing at once did not fully succeed.
    status: ({ post, existingPost }) =>
      existingPost || !post ? 200 : ['failed', 'partial'].includes(post.status) ? 207 : 201,
  },
  { method: 'GET', path: '/api/v1/posts', operation: 'posts.list', body: 'none', status: 200 },
  {
    method: 'GET',
    path: '/api/v1/posts/{postId}',
    operation: 'posts.get',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/posts/{postId}/timeline',
    operation: 'posts.timeline',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/accounts',
    operation: 'accounts.list',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/pinterest-boards',
    operation: 'accounts.boards',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/limits',
    operation: 'accounts.limits',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/spacing',
    operation: 'accounts.spacing',
    body: 'none',
    status: 200,
  },
  {
    method: 'PUT',
    path: '/api/v1/accounts/{accountId}/spacing',
    operation: 'accounts.changeSpacing',
    body: 'json',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/media/presign',
    operation: 'media.presign',
    body: 'json',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/media/upload-direct',
    operation: 'media.upload',
    body: 'multipart',
    status: 200,
  },
  {
    method: 'PUT',
    path: '/api/v1/media/uploads/{mediaId}',
    operation: 'media.receive',
    body: 'bytes',
    status: 200,
  },
  { method: 'GET', path: '/api/v1/instance', operation: 'instance.get', body: 'none', status: 200 },
  {
    method: 'GET',
    path: '/api/v1/instance/health',
    operation: 'instance.health',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/auth/verify',
    operation: 'keys.verify',
    body: 'none',
    status: 200,
  },
  { method: 'GET', path: '/api/v1/api-keys', operation: 'keys.list', body: 'none', status: 200 },
  { method: 'POST', path: '/api/v1/api-keys', operation: 'keys.create', body: 'json', status: 201 },
  {
    method: 'DELETE',
    path: '/api/v1/api-keys/{keyId}',
    operation: 'keys.revoke',
    body: 'none',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/tools/validate/post',
    operation: 'tools.validatePost',
    body: 'json',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/tools/validate/media',
    operation: 'tools.validateMedia',
    body: 'json',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/tools/validate/post-length',
    operation: 'tools.postLength',
    body: 'json',
    status: 200,
  },
  ...scheduleRoutes,
];

/** Operations that have no path here, each with the reason. */
export const notRouted: Partial<Record<OperationName, string>> = {
  'accounts.connect': 'Called at the end of the OAuth flow, which is a later piece of work.',
};
