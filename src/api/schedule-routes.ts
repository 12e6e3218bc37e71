import type { Route } from './route.ts';

/** 207: what was to go out did not fully succeed. */
const outcome: Route['status'] = ({ error }) => (error === undefined ? 200 : 207);

/** Changing posts, queues of slots, and plans. Paths as in Zernio's API where it has them. */
export const scheduleRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/api/v1/posts/{postId}',
    operation: 'posts.update',
    body: 'json',
    status: outcome,
  },
  {
    method: 'DELETE',
    path: '/api/v1/posts/{postId}',
    operation: 'posts.delete',
    body: 'none',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/posts/{postId}/cancel',
    operation: 'posts.cancel',
    body: 'none',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/posts/{postId}/retry',
    operation: 'posts.retry',
    body: 'none',
    status: outcome,
  },
  {
    method: 'POST',
    path: '/api/v1/posts/{postId}/approve',
    operation: 'posts.approve',
    body: 'optionalJson',
    status: outcome,
  },
  {
    method: 'POST',
    path: '/api/v1/posts/{postId}/pins/{pinId}/resolve',
    operation: 'posts.resolvePin',
    body: 'json',
    status: outcome,
  },
  {
    method: 'GET',
    path: '/api/v1/restored-pins',
    operation: 'restored.list',
    body: 'none',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/restored-pins',
    operation: 'restored.answer',
    body: 'json',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/queue/slots',
    operation: 'queues.get',
    body: 'none',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/queue/slots',
    operation: 'queues.create',
    body: 'json',
    status: 201,
  },
  {
    method: 'PUT',
    path: '/api/v1/queue/slots',
    operation: 'queues.update',
    body: 'json',
    status: 200,
  },
  {
    method: 'DELETE',
    path: '/api/v1/queue/slots',
    operation: 'queues.delete',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/queue/next-slot',
    operation: 'queues.nextSlot',
    body: 'none',
    status: 200,
  },
  {
    method: 'GET',
    path: '/api/v1/queue/preview',
    operation: 'queues.preview',
    body: 'none',
    status: 200,
  },
  {
    method: 'POST',
    path: '/api/v1/tools/plan',
    operation: 'tools.plan',
    body: 'json',
    status: 200,
  },
];
