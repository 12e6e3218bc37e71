import type { ListPostsInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { listPosts as readPosts, type PostFilter } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentPost } from './present.ts';

export const listPosts = implement('posts.list', {
  scope: 'posts:read',
  within: everyWorkspace,
  async run(context, input) {
    const from =
      input.dateFrom === undefined
        ? readDate(input.fromDate, 'fromDate')
        : readDate(input.dateFrom, 'dateFrom');
    const to =
      input.dateTo === undefined
        ? readDate(input.toDate, 'toDate')
        : readDate(input.dateTo, 'dateTo');
    const [first, ...others] = [from, to].flatMap((date) => date.problem ?? []);
    if (first) throw new LinchpinError([first, ...others]);
    const offset = input.offset ?? (input.page - 1) * input.limit;
    const { workspaceIds } = context;
    const foreign =
      (input.platform !== undefined && input.platform !== 'pinterest') || workspaceIds.length === 0;
    const { posts, total } = foreign
      ? { posts: [], total: 0 }
      : await readPosts(context.store.db, workspaceIds, {
          ...(input.status && { status: input.status }),
          ...(input.accountId !== undefined && { accountId: input.accountId }),
          ...(from.at && { from: from.at }),
          ...(to.at && { to: to.at }),
          ...(input.search !== undefined && { search: input.search }),
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
  status: { by: 'status', direction: 'asc' },
  platform: { by: 'scheduled', direction: 'desc' }, // There is one platform.
};

function readDate(text: string | undefined, field: string): { at?: Date; problem?: Problem } {
  if (text === undefined) return {};
  const ms = Date.parse(text);
  return Number.isNaN(ms)
    ? {
        problem: problem('INVALID_FIELD_VALUE', {
          field,
          values: { field, reason: `"${text}" is not a date such as 2026-12-01.` },
        }),
      }
    : { at: new Date(ms) };
}
