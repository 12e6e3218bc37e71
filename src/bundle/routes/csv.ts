import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { maxBulkRows, type PostImport } from '../../contract/index.ts';
import { readCsv, type CsvCells } from '../../csv/index.ts';
import { LinchpinError, refusal, type Problem } from '../../domain/errors/index.ts';
import { readInput } from '../../operations/index.ts';
import { route, type Caller } from '../../door/index.ts';
import { inWords } from '../errors.ts';
import { organizationId } from '../present/team.ts';
import { postOfRow } from '../read-csv.ts';
import { readPost } from '../read-post.ts';
import { byOffset } from '../shapes/page.ts';
import { CreatePost } from '../shapes/post.ts';
import { Time } from '../shapes/platform.ts';
import { accountFor } from '../team-account.ts';

const status = z.enum([
  'PENDING',
  'PROCESSING',
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'FAILED',
  'RATE_LIMITED',
]);
const counts = {
  totalRows: z.int(),
  processedRows: z.int(),
  successRows: z.int(),
  failedRows: z.int(),
};
const Import = z.object({
  id: z.string(),
  teamId: z.string(),
  organizationId: z.string(),
  status,
  fileName: z.string(),
  ...counts,
  error: z.null(),
  rateLimitResetAt: z.null(),
  startedAt: Time,
  completedAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: z.null(),
});

/** Of these calls a file is done when it is seen; one that was handed in elsewhere may be at work. */
function presentImport(found: PostImport): z.output<typeof Import> {
  const { waiting } = found.counts;
  const ended = found.endedAt ?? null;
  return {
    id: found.id,
    teamId: found.profileId,
    organizationId,
    status: statusOf(found),
    fileName: found.fileName,
    totalRows: found.rows,
    processedRows: found.rows - waiting,
    successRows: found.made,
    failedRows: found.rows - waiting - found.made,
    error: null,
    rateLimitResetAt: null,
    startedAt: found.createdAt,
    completedAt: ended,
    createdAt: found.createdAt,
    updatedAt: ended ?? found.createdAt,
    deletedAt: null,
  };
}

function statusOf({ state, rows, made }: PostImport): z.output<typeof status> {
  if (state === 'working' || state === 'cancelling') return 'PROCESSING';
  if (state === 'stopped') return 'FAILED';
  return made === rows ? 'COMPLETED' : 'COMPLETED_WITH_ERRORS';
}

/** The most a file may have. Ours: rows are stored as they came. */
const limits = { bytes: 5 * 1024 ** 2, rows: maxBulkRows, cells: 15_000 };

interface Outcome {
  postId?: string;
  error?: string;
  raw: CsvCells;
}

/** The post of a row, as `posts.bulk` takes it. @throws LinchpinError */
async function readRow(caller: Caller, raw: CsvCells): Promise<object> {
  const { body, mediaUrls } = postOfRow(raw);
  const { input } = readInput({ name: 'row', endpoint: { input: CreatePost } }, body);
  const { teamId, socialAccountTypes, data } = input;
  const account = await accountFor(caller, teamId, socialAccountTypes, data.PINTEREST);
  return { ...readPost(input, account), mediaItems: mediaUrls.map((url) => ({ url })) };
}

/** Why a row was refused, in one text of bounded length. */
const errorText = (problems: readonly Problem[]): string =>
  problems
    .map(inWords)
    .map(({ field, message, fix }) => `${field ? `${field}: ` : ''}${message} ${fix}`)
    .join('\n')
    .slice(0, 5_000);

/**
 * Makes the posts of a file.
 * @param key of the file: its rows, sent again, are answered with the posts that they made
 */
async function takeRows(
  caller: Caller,
  rows: readonly CsvCells[],
  key: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = rows.map((raw) => ({ raw }));
  const readable: { outcome: Outcome; post: object }[] = [];
  for (const [index, outcome] of outcomes.entries())
    try {
      const post = await readRow(caller, outcome.raw);
      readable.push({ outcome, post: { ...post, requestId: `${key} ${index + 1}` } });
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      outcome.error = errorText(error.problems);
    }
  if (readable.length === 0) return outcomes;
  const posts = readable.map(({ post }) => post);
  const { results } = await caller.run('posts.bulk', { posts });
  for (const [index, { outcome }] of readable.entries()) {
    const { postId = null, problems = [] } = results[index] ?? {};
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (postId !== null) outcome.postId = postId;
    else outcome.error = errorText(errors as Problem[]); // Problems of an operation are of the catalogue.
  }
  return outcomes;
}

const create = route({
  method: 'POST',
  path: '/api/v1/post-csv-import/',
  id: 'postCsv_create',
  summary: 'Makes a post of each row of a CSV file; a row that is refused stops no other',
  reads: 'form',
  input: z.object({ file: z.instanceof(Readable), filename: z.string() }),
  output: Import,
  status: 201,
  async run(caller, { file, filename }) {
    const { rows: read, text } = await readCsv(file, limits);
    const broken = read.find(({ surplus }) => surplus.length > 0);
    if (broken)
      throw refusal('REQUEST_UNREADABLE', {
        field: 'file',
        values: { reason: `row ${broken.number} has more cells than there are columns` },
      });
    const rows = read.map(({ cells }) => cells);
    const key = `csv ${createHash('sha256').update(text).digest('hex')}`;
    const outcomes = await takeRows(caller, rows, key);
    // Where the first row belongs, else where the caller is at home.
    const grants = caller.actor.grants.map(({ workspaceId }) => workspaceId);
    const profileId = grants.find((id) => id === rows[0]?.['teamId']) ?? grants[0];
    const record = { profileId, fileName: filename, rows: outcomes };
    return presentImport(await caller.run('postImports.record', record));
  },
});

const list = route({
  method: 'GET',
  path: '/api/v1/post-csv-import/',
  id: 'postCsv_getList',
  summary: 'Files that were taken in, the newest first',
  reads: 'query',
  input: z.object(byOffset),
  output: z.object({ items: z.array(Import), total: z.int() }),
  async run(caller, asked) {
    const { imports, total } = await caller.run('postImports.list', asked);
    return { items: imports.map(presentImport), total };
  },
});

const importId = z.string();
const read = (caller: Caller, id: string) => caller.run('postImports.get', { importId: id });

const get = route({
  method: 'GET',
  path: '/api/v1/post-csv-import/{importId}',
  id: 'postCsv_getById',
  summary: 'One of them',
  reads: 'query',
  input: z.object({ importId }),
  output: Import,
  run: async (caller, { importId: id }) => presentImport(await read(caller, id)),
});

const getStatus = route({
  method: 'GET',
  path: '/api/v1/post-csv-import/{importId}/status',
  id: 'postCsv_getStatus',
  summary: 'How many of its rows became a post',
  reads: 'query',
  input: z.object({ importId }),
  output: Import.pick({
    id: true,
    status: true,
    totalRows: true,
    processedRows: true,
    successRows: true,
    failedRows: true,
    error: true,
    startedAt: true,
    completedAt: true,
    updatedAt: true,
  }),
  run: async (caller, { importId: id }) => presentImport(await read(caller, id)),
});

const getRows = route({
  method: 'GET',
  path: '/api/v1/post-csv-import/{importId}/rows',
  id: 'postCsv_getRows',
  summary: 'Its rows, each with its post or why it has none',
  reads: 'query',
  input: z.object({ importId, status: z.enum(['SUCCESS', 'FAILED']).optional(), ...byOffset }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        importId,
        rowNumber: z.int(),
        status: z.enum(['SUCCESS', 'FAILED']),
        postId: z.string().nullable(),
        rawRow: z.record(z.string(), z.string()),
        normalizedPayload: z.null(),
        error: z.string().nullable(),
        createdAt: Time,
      }),
    ),
    total: z.int(),
  }),
  async run(caller, { importId: id, status: wanted, ...asked }) {
    const { createdAt } = await read(caller, id);
    const { rows, total } = await caller.run('postImports.rows', {
      importId: id,
      ...(wanted !== undefined && { made: String(wanted === 'SUCCESS') }),
      ...asked,
    });
    const items = rows.map(({ number, postId, error, raw }) => ({
      id: `${id}-${number}`,
      importId: id,
      rowNumber: number,
      status: postId === null ? ('FAILED' as const) : ('SUCCESS' as const),
      postId,
      rawRow: raw,
      normalizedPayload: null,
      error,
      createdAt,
    }));
    return { items, total };
  },
});

export const csvRoutes = [create, list, get, getStatus, getRows];
