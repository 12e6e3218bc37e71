import { z } from 'zod';

/** ISO 8601 in UTC, for example `2026-12-01T09:00:00.000Z`. */
export const Timestamp = z.iso.datetime({ offset: true });

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

export const Message = z.object({ message: z.string() }).meta({ id: 'Message' });

/** Zernio's word for the workspace. */
export const profileId = z
  .string()
  .optional()
  .describe('Id of the workspace; needed only with a key that reaches several.');

/** Input of calls about a workspace as a whole. */
export const InWorkspace = z.object({ profileId });
