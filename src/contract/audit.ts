import { z } from 'zod';
import { Id, profileId, SkipPagination, Timestamp } from './values.ts';

/** Who changed what, and when. */
export const AuditEntry = z
  .object({
    id: z.string(),
    at: Timestamp,
    profileId: Id,
    operation: z.string().describe('The call, such as `posts.approve`.'),
    actor: z.object({
      type: z.string().describe('`person`, `api_key`, `upload` or `system`.'),
      id: z.string().nullable(),
      name: z.string().describe('As it was called then.'),
    }),
    subject: z.object({ type: z.string(), id: z.string() }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;

const AuditFilter = z.object({
  profileId,
  operation: z
    .string()
    .max(100)
    .optional()
    .describe('Such as `posts.approve`, or `posts` for all of them.'),
  actorType: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  subjectType: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'a cursor of this list')
    .optional()
    .describe('nextCursor of the page before.'),
});

const nextCursor = z.string().nullable().describe('null: that was all.');

export const ListAuditInput = AuditFilter.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type ListAuditInput = z.output<typeof ListAuditInput>;
export const AuditList = z
  .object({ entries: z.array(AuditEntry), nextCursor })
  .meta({ id: 'AuditList' });

export const ExportAuditInput = AuditFilter.extend({
  format: z.enum(['json', 'csv']).default('csv'),
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
});
/** Sent as the file itself; the header `x-next-cursor` says where the next one goes on. */
export const AuditExport = z
  .object({ type: z.string(), filename: z.string(), text: z.string(), nextCursor })
  .meta({ id: 'AuditExport' });
export type AuditExport = z.output<typeof AuditExport>;

const all = z.literal('all');

/** What Zernio's API calls a log; what this installation has no record of is null, or an empty list. */
export const ListLogsInput = z.object({
  profileId,
  type: z
    .enum([
      'all',
      'publishing',
      'connections',
      'webhooks',
      'messaging',
      'workflow_event',
      'api_request',
    ])
    .default('publishing'),
  status: z.union([z.enum(['success', 'failed', 'pending', 'skipped']), all]).default('all'),
  platform: z.string().default('all'),
  action: z.string().max(100).optional(),
  search: z.string().max(200).optional(),
  days: z.coerce.number().int().min(1).max(90).default(7),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  skip: z.coerce.number().int().min(0).default(0),
  accountId: z.string().optional(),
  event: z.string().optional(),
  requestId: z.string().optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  statusCode: z.coerce.number().int().min(100).max(599).optional(),
  apiKeyId: z.string().optional(),
  includeReadReceipts: z.unknown().optional(),
});
export type ListLogsInput = z.output<typeof ListLogsInput>;

export const Log = z
  .object({
    type: z.enum(['publishing', 'connections', 'webhooks', 'api_request']),
    action: z.string(),
    platform: z.literal('pinterest').nullable(),
    account_id: z.string().nullable(),
    status: z.enum(['success', 'failed', 'pending', 'skipped']),
    status_code: z
      .int()
      .nullable()
      .describe('Of a request to a webhook; null: no answer came, or none is recorded.'),
    error_message: z.string().nullable(),
    error_code: z.string().nullable(),
    duration_ms: z.int().nullable().describe('Of a request to a webhook; else not recorded.'),
    endpoint: z.string().nullable().describe('Path of a call, or address of a webhook.'),
    request_body: z.null().describe('Of webhooks: GET /api/v1/webhooks/logs has it.'),
    response_body: z.string().nullable().describe('The first 4 KB of the answer of a webhook.'),
    created_at: Timestamp,
    metadata: z.record(z.string(), z.unknown()),
    request_id: z.null(),
    api_key_id: z.string().nullable(),
    method: z.string().nullable(),
    path: z.string().nullable(),
  })
  .meta({ id: 'Log' });
export type Log = z.output<typeof Log>;
export const LogList = z
  .object({
    logs: z.array(Log),
    pagination: SkipPagination,
  })
  .meta({ id: 'LogList' });
