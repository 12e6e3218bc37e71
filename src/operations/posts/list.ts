import type { ListPostsInput } from '../../contract/index.ts';
import { postStatuses } from '../../domain/pins/statuses.ts';
import { throwIfBlocked } from '../../domain/errors/index.ts';
import { readRangeEnd } from '../../domain/time/schedule.ts';
import { listPosts as readPosts, type PostFilter } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentPost } from './present.ts';

export const listPosts = implement('posts.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  async run(context, input) {
    const read = (
      end: 'from' | 'to',
      names: readonly ('dateFrom' | 'fromDate' | 'dateTo' | 'toDate')[],
    ) => {
      const field = names.find((name) => input[name] !== undefined);
      const text = field && input[field];
      return field && text !== undefined ? readRangeEnd(text, end, field) : null;
    };
    const from = read('from', ['dateFrom', 'fromDate']);
    const to = read('to', ['dateTo', 'toDate']);
    throwIfBlocked([from, to].flatMap((end) => (end && 'problem' in end ? end.problem : [])));
    const offset = input.offset ?? (input.page - 1) * input.limit;
    const { workspaceIds } = context;
    const foreign =
      (input.platform !== undefined && input.platform !== 'pinterest') ||
      input.source === 'external' ||
      workspaceIds.length === 0;
    const { posts, total } = foreign
      ? { posts: [], total: 0 }
      : await readPosts(context.store.db, workspaceIds, {
          ...(input.status && { status: input.status }),
          ...(input.accountId !== undefined && { accountId: input.accountId }),
          ...(input.boardId !== undefined && { boardId: input.boardId }),
          ...(input.heldReason !== undefined && { heldReason: input.heldReason }),
          ...(from && 'at' in from && { from: from.at }),
          ...(to && 'at' in to && { before: to.at }),
          ...(input.search !== undefined && { search: input.search }),
          ...(input.referenceKey !== undefined && { referenceKey: input.referenceKey }),
          ...(input.statuses !== undefined && {
            statuses: postStatuses.filter((status) => input.statuses?.split(',').includes(status)),
          }),
          ...(input.waitsFor && { waitsFor: input.waitsFor }),
          ...(input.onlyHidden
            ? { hidden: 'only' as const }
            : input.includeHidden && { hidden: 'too' as const }),
          order: order[input.sortBy],
          limit: input.limit,
          offset,
        });
    return {
      posts: posts.map((post) => presentPost(context, post)),
      pagination: {
        page: Math.floor(offset / input.limit) + 1,
        limit: input.limit,
        total,
        pages: Math.ceil(total / input.limit),
      },
    };
  },
});

const order: Record<ListPostsInput['sortBy'], PostFilter['order']> = {
  'scheduled-desc': { by: 'scheduled', direction: 'desc' },
  'scheduled-asc': { by: 'scheduled', direction: 'asc' },
  'created-desc': { by: 'created', direction: 'desc' },
  'created-asc': { by: 'created', direction: 'asc' },
  'updated-desc': { by: 'updated', direction: 'desc' },
  'updated-asc': { by: 'updated', direction: 'asc' },
  'published-desc': { by: 'published', direction: 'desc' },
  'published-asc': { by: 'published', direction: 'asc' },
  'hidden-desc': { by: 'hidden', direction: 'desc' },
  'hidden-asc': { by: 'hidden', direction: 'asc' },
  status: { by: 'status', direction: 'asc' },
  platform: { by: 'scheduled', direction: 'desc' }, // There is one platform.
};
