import { Readable } from 'node:stream';
import { z } from 'zod';
import { Id, profileId } from './values.ts';

/** A CSV file in the columns of Zernio's API, as a form. */
export const BulkUploadInput = z.object({
  profileId,
  file: z.instanceof(Readable),
  filename: z.string().trim().min(1).max(255).default('posts.csv'),
  dryRun: z.stringbool().default(false).describe('Checks every row, and makes nothing.'),
});
export type BulkUploadInput = z.output<typeof BulkUploadInput>;

/** Shape of Zernio's API, and the import that keeps the rows. */
export const BulkUpload = z
  .object({
    total: z.int(),
    valid: z.int(),
    invalid: z.int(),
    results: z.array(
      z.object({
        rowIndex: z.int().describe('From 1, the line of names left out.'),
        ok: z.boolean(),
        createdPostId: Id.optional(),
        errors: z.array(z.string()).optional().describe('Codes, each with what it means.'),
      }),
    ),
    warnings: z.array(z.string()),
    importId: Id.describe('Its rows with every problem and its fix: `/imports/{importId}`.'),
  })
  .meta({ id: 'BulkUpload' });
export type BulkUpload = z.output<typeof BulkUpload>;
