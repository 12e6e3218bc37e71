import { z } from 'zod';
import { postStatuses } from '../domain/pins/statuses.ts';
import { profileId } from './values.ts';

/** Which posts; a filter that is misspelt would export everything, so an unknown name is refused. */
export const ExportPostsInput = z.strictObject({
  profileId,
  accountId: z.string().optional().describe('Pins of this account.'),
  boardId: z.string().optional().describe('Pins for this board, by its id.'),
  status: z.enum(postStatuses).optional(),
  fromDate: z.string().optional().describe('Day or time; of posts that happen then or later.'),
  toDate: z.string().optional(),
});
export type ExportPostsInput = z.output<typeof ExportPostsInput>;

/** Sent as the file itself. `rows` is a stream of its lines. */
export const PostExport = z
  .object({ type: z.string(), filename: z.string(), rows: z.unknown() })
  .meta({ id: 'PostExport' });
