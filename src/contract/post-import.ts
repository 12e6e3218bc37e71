import { z } from 'zod';
import { maxBulkRows } from './bulk.ts';
import { Id, profileId, Timestamp } from './values.ts';

const raw = z.record(z.string(), z.string().max(5_000));

/** What became of the rows of a file, as the API that read it reports. */
export const RecordImportInput = z.object({
  profileId,
  fileName: z.string().trim().min(1).max(255),
  rows: z
    .array(
      z.object({
        postId: z.string().optional().describe('The post it became; absent: it was refused.'),
        error: z.string().max(5_000).optional().describe('Why it was refused.'),
        raw,
      }),
    )
    .min(1)
    .max(maxBulkRows),
});

export const PostImport = z
  .object({
    id: Id,
    profileId: Id,
    fileName: z.string(),
    rows: z.int(),
    made: z.int().describe('Rows that became a post.'),
    createdAt: Timestamp,
  })
  .meta({ id: 'PostImport' });
export type PostImport = z.output<typeof PostImport>;

const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};
export const ListImportsInput = z.object({ profileId, ...page });
export const PostImportList = z
  .object({ imports: z.array(PostImport), total: z.int() })
  .meta({ id: 'PostImportList' });

export const ImportIdInput = z.object({ importId: z.string() });

export const ImportRowsInput = z.object({
  importId: z.string(),
  made: z.stringbool().optional().describe('Only rows that became a post, or only the others.'),
  ...page,
});
export const ImportedRow = z.object({
  number: z.int().describe('From 1, the line of names left out.'),
  postId: Id.nullable().describe('null: it was refused.'),
  error: z.string().nullable(),
  raw,
});
export const ImportedRows = z
  .object({ rows: z.array(ImportedRow), total: z.int() })
  .meta({ id: 'ImportedRows' });
