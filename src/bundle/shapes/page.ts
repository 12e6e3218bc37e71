import { z } from 'zod';

const limit = z.coerce.number().int().min(1).max(100).default(10);

/** Fields of a list that is read from a place on. */
export const byOffset = { offset: z.coerce.number().int().min(0).default(0), limit };

/** Fields of a list that is read by numbered pages. */
export const byPage = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: limit,
};

/** Which page an answer is. */
export const Pagination = z.object({
  page: z.int(),
  pageSize: z.int(),
  total: z.int(),
  totalPages: z.int(),
});
