import type { SkipPagination } from '../contract/index.ts';

/** Where a part of a list stands in the whole. @param shown how many entries it has. */
export const skipPage = (
  total: number,
  { limit, skip }: { limit: number; skip: number },
  shown: number,
): SkipPagination => ({
  total,
  limit,
  skip,
  pages: Math.ceil(total / limit),
  hasMore: skip + shown < total,
});
