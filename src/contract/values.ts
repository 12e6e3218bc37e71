import { z } from 'zod';

/** ISO 8601 in UTC, for example `2026-12-01T09:00:00.000Z`. */
export const Timestamp = z.iso
  .datetime({ offset: true })
  .refine((text) => !text.startsWith('0000'), 'years begin with 0001'); // PostgreSQL has no year 0.

/** 24 hexadecimal digits. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, 'an id of 24 hexadecimal digits');

export const Pagination = z
  .object({
    page: z.int(),
    limit: z.int(),
    total: z.int(),
    pages: z.int(),
  })
  .meta({ id: 'Pagination' });

/** A part of a list that is read by `skip` and `limit`, as Zernio's API counts it. */
export const SkipPagination = z
  .object({
    total: z.int(),
    limit: z.int(),
    skip: z.int(),
    pages: z.int(),
    hasMore: z.boolean(),
  })
  .meta({ id: 'SkipPagination' });
export type SkipPagination = z.output<typeof SkipPagination>;

/** Where a list goes on, as it said itself. @param longest in characters */
export const cursor = (longest: number) =>
  z.string().max(longest).optional().describe('`nextCursor` of the page before.');
export const nextCursor = z.string().nullable().describe('null: this was the last page.');

export const Message = z.object({ message: z.string() }).meta({ id: 'Message' });

/** Zernio's word for the workspace. */
export const profileId = z
  .string()
  .optional()
  .describe('Id of the workspace; needed only with a key that reaches several.');

/** Input of calls about a workspace as a whole. */
export const InWorkspace = z.object({ profileId });
