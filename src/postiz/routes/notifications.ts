import { z } from 'zod';
import { route } from '../../door/index.ts';
import { presentPost } from '../present/post.ts';

const limit = 100;

const list = route({
  method: 'GET',
  path: '/public/v1/notifications',
  id: 'notifications.list',
  summary: 'Posts that were not published, with the reason, the latest first',
  reads: 'query',
  input: z.object({ page: z.coerce.number().int().min(0).max(100_000).default(0) }),
  output: z.object({
    notifications: z.array(
      z.object({
        id: z.string(),
        content: z.string(),
        link: z.string().nullable(),
        createdAt: z.string(),
      }),
    ),
    total: z.int(),
    page: z.int(),
    limit: z.int(),
    hasMore: z.boolean(),
  }),
  async run(caller, { page }) {
    const { posts, pagination } = await caller.run('posts.list', {
      statuses: 'failed,partial',
      sortBy: 'updated-desc',
      offset: page * limit,
      limit,
    });
    const notifications = posts.map((post) => {
      const { error, releaseURL } = presentPost(post);
      return {
        id: post._id,
        content: error ?? 'The post was not published.',
        link: releaseURL,
        createdAt: post.updatedAt,
      };
    });
    const { total } = pagination;
    return { notifications, total, page, limit, hasMore: (page + 1) * limit < total };
  },
});

export const notificationRoutes = [list];
