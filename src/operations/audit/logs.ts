import { api, type EndpointName, type ListLogsInput, type Log } from '../../contract/index.ts';
import { catalogue } from '../../domain/errors/index.ts';
import { readLogs, type LogRow } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

const day = 24 * 3600_000;

/** Kinds that leave something to show; of the others, and of what was not kept, the list is empty. */
const kept: readonly LogRow['type'][] = ['publishing', 'connections', 'api_request'];

export const listLogs = implement('logs.list', {
  scope: 'audit:read',
  within: everyWorkspace,
  async run({ store, workspaceIds, clock }, input) {
    const { type, status, limit, skip, days, from, to } = input;
    const since = new Date(Math.max(clock() - days * day, from ? Date.parse(from) : 0));
    const types = kept.filter((each) => type === 'all' || each === type);
    const rows =
      types.length === 0 || asksForUnknown(input)
        ? []
        : await readLogs(store.db, workspaceIds, {
            types,
            status: status === 'all' ? undefined : status,
            action: input.action ?? input.event,
            accountId: input.accountId,
            apiKeyId: input.apiKeyId,
            search: input.search,
            from: since,
            to: to ? new Date(to) : null,
            limit,
            skip,
          });
    const total = rows[0]?.total ?? 0;
    return {
      logs: rows.map(present),
      pagination: {
        total,
        limit,
        skip,
        pages: Math.ceil(total / limit),
        hasMore: skip + rows.length < total,
      },
    };
  },
});

/** Another network, or what is recorded of no line: none fits. */
const asksForUnknown = ({ platform, statusCode, requestId }: ListLogsInput): boolean =>
  !['all', 'pinterest'].includes(platform) || statusCode !== undefined || requestId !== undefined;

function present(row: LogRow): Log {
  const called = Object.hasOwn(api, row.action) ? api[row.action as EndpointName] : null; // Just looked up.
  const code = row.errorCode;
  return {
    type: row.type,
    action: row.action,
    platform: row.type === 'api_request' ? null : 'pinterest',
    account_id: row.accountId,
    status: row.status,
    status_code: null,
    error_message:
      code !== null && Object.hasOwn(catalogue, code)
        ? catalogue[code as keyof typeof catalogue].message // Just looked up.
        : null,
    error_code: code,
    duration_ms: null,
    endpoint: called?.path ?? null,
    request_body: null,
    response_body: null,
    created_at: row.at.toISOString(),
    metadata: row.metadata,
    request_id: null,
    api_key_id: row.actor?.type === 'api_key' ? row.actor.id : null,
    method: called?.method ?? null,
    path: called?.path ?? null,
  };
}
