import { Readable } from 'node:stream';
import { z } from 'zod';
import { csvFields, csvFormats, dateOrders } from '../domain/csv-names.ts';
import { maxBulkRows } from './bulk.ts';
import { ProblemBody } from './problem.ts';
import { Timezone } from './scheduling.ts';
import { Id, profileId, Timestamp } from './values.ts';

/** Rows of one file. */
export const maxImportRows = 5_000;

const raw = z.record(z.string(), z.string().max(5_000));

/** Texts of a form: JSON in a text is read first. */
const jsonText = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'it takes an object in JSON' });
    return z.NEVER;
  }
};

/** A CSV file as a form, with its options before the file. */
export const StartImportInput = z.object({
  profileId,
  file: z.instanceof(Readable),
  filename: z.string().trim().min(1).max(255).default('posts.csv'),
  accountId: z
    .string()
    .optional()
    .describe('Id or name of the account of rows that name none; needed only with several.'),
  board: z.string().optional().describe('Id or name of the board of rows that name none.'),
  timezone: Timezone.optional().describe(
    'Of times without one. Default: UTC, as in the files of Pinterest.',
  ),
  withoutDate: z
    .enum(['draft', 'queue', 'now', 'refuse'])
    .default('draft')
    .describe(
      'Rows without a time become drafts, get the next free times of a queue, go out now, or are refused.',
    ),
  queueId: z.string().optional().describe('Another queue than the default.'),
  draft: z.stringbool().optional().describe('Every row becomes a draft.'),
  requiresApproval: z.stringbool().optional().describe('Nothing goes out before an approval.'),
  mediaFit: z.enum(['crop', 'pad', 'error']).optional().describe('For images that do not fit.'),
  dryRun: z.stringbool().default(false).describe('Checks every row, and makes nothing.'),
  dateOrder: z.enum(dateOrders).optional().describe('What comes first in 03/04/2026.'),
  format: z.enum(csvFormats).optional().describe('Default: what the names of the columns say.'),
  mapping: z
    .string()
    .max(10_000)
    .transform(jsonText)
    .pipe(z.partialRecord(z.enum(csvFields), z.string()))
    .optional()
    .describe('In JSON: which column says what, like {"media":"Picture","board":"Pinboard"}.'),
});
export type StartImportInput = z.output<typeof StartImportInput>;

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

/** `working`: rows are still made. `stopped`: it ended before its last row, and `problem` says why. */
export const importStates = ['working', 'cancelling', 'done', 'cancelled', 'stopped'] as const;

export const PostImport = z
  .object({
    id: Id,
    profileId: Id,
    fileName: z.string(),
    format: z.string().nullable().describe('Whose columns the file has.'),
    state: z.enum(importStates),
    dryRun: z.boolean(),
    rows: z.int(),
    made: z.int().describe('Rows that are a post now: created ones and existing ones.'),
    counts: z.object({
      waiting: z.int(),
      created: z.int(),
      existing: z.int().describe('Made by an earlier import of the same row.'),
      valid: z.int().describe('Of a dry run.'),
      refused: z.int(),
      cancelled: z.int(),
    }),
    problem: ProblemBody.nullable().describe('Why it stopped.'),
    createdAt: Timestamp,
    endedAt: Timestamp.nullable(),
  })
  .meta({ id: 'PostImport' });
export type PostImport = z.output<typeof PostImport>;

/** An import with what is wrong with its rows, the most frequent first. */
export const PostImportReport = PostImport.extend({
  mapping: z
    .record(z.string(), z.array(z.string()))
    .describe('Which columns say what; of several the first that is filled in counts.'),
  ignoredColumns: z.array(z.string()).describe('Columns that say nothing of a Pin here.'),
  problems: z.array(
    z.object({
      code: z.string(),
      message: z.string().describe('Of the first of these rows.'),
      fix: z.string(),
      hint: ProblemBody.shape.hint,
      rows: z.int(),
      firstRow: z.int(),
    }),
  ),
}).meta({ id: 'PostImportReport' });
export type PostImportReport = z.output<typeof PostImportReport>;

const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};
export const ListImportsInput = z.object({ profileId, ...page });
export const PostImportList = z
  .object({ imports: z.array(PostImport), total: z.int() })
  .meta({ id: 'PostImportList' });
export type PostImportList = z.output<typeof PostImportList>;

export const ImportIdInput = z.object({ importId: z.string() });

export const importOutcomes = [
  'waiting',
  'created',
  'existing',
  'valid',
  'refused',
  'cancelled',
] as const;

export const ImportRowsInput = z.object({
  importId: z.string(),
  outcome: z.enum(importOutcomes).optional().describe('Only rows that ended so.'),
  made: z.stringbool().optional().describe('Only rows that became a post, or only the others.'),
  ...page,
});
export const ImportedRow = z.object({
  number: z
    .int()
    .describe('From 1, the line of names left out: in a spreadsheet it is the row below.'),
  outcome: z.enum(importOutcomes),
  postId: Id.nullable().describe('null: there is no post.'),
  error: z.string().nullable().describe('Its problems in one text.'),
  problems: z
    .array(ProblemBody)
    .describe(
      'Why it was refused; with another outcome warnings. A field is a column of the file.',
    ),
  raw,
});
export type ImportedRow = z.output<typeof ImportedRow>;
export const ImportedRows = z
  .object({ rows: z.array(ImportedRow), total: z.int() })
  .meta({ id: 'ImportedRows' });

/** Rows that were refused, in the columns of their file. */
export const ImportErrorsFile = z
  .object({ type: z.string(), filename: z.string(), rows: z.unknown() })
  .meta({ id: 'ImportErrorsFile' });
