import { api, type EndpointName, type ListLogsInput, type Log } from '../../contract/index.ts';
import { catalogue } from '../../domain/errors/index.ts';
import { kindsNamed } from '../../domain/webhooks/events.ts';
import { readLogs, type LogRow } from '../../store/index.ts';
import type { Actor } from '../context.ts';
import { implement } from '../operation.ts';
import { skipPage } from '../skip-page.ts';
import { everyWorkspace, withScope } from '../within.ts';

const day = 24 * 3600_000;

/** Kinds that leave something to show; of the others, and of what was not kept, the list is empty. */
const kept: readonly LogRow['type'][] = ['publishing', 'connections', 'webhooks', 'api_request'];

export const listLogs = implement('logs.list', {
  scope: 'audit:read',
  within: everyWorkspace,
  async run({ store, actor, workspaceIds, clock }, input) {
    const { type, status, limit, skip, days, from, to } = input;
    const action = input.action ?? input.event;
    const since = new Date(Math.max(clock() - days * day, from ? Date.parse(from) : 0));
    const types = kept.filter((each) => type === 'all' || each === type);
    const rows =
      types.length === 0 || asksForUnknown(input)
        ? []
        : await readLogs(store.db, workspaceIds, {
            types,
            webhooksOf: webhooksOf(actor, workspaceIds, type),
            status: status === 'all' ? undefined : status,
            actions: action === undefined ? undefined : kindsNamed(action),
            accountId: input.accountId,
            apiKeyId: input.apiKeyId,
            statusCode: input.statusCode,
            search: input.search,
            from: since,
            to: to ? new Date(to) : null,
            limit,
            skip,
          });
    const total = rows[0]?.total ?? 0;
    return {
      logs: rows.map(present),
      pagination: skipPage(total, { limit, skip }, rows.length),
    };
  },
});

/**
 * Workspaces whose requests to webhooks are shown: addresses and answers need the right to read webhooks.
 * @throws LinchpinError INSUFFICIENT_PERMISSIONS when these lines alone are asked for without it
 */
const webhooksOf = (
  actor: Actor,
  workspaceIds: readonly string[],
  type: ListLogsInput['type'],
): readonly string[] =>
  type === 'webhooks'
    ? withScope(actor, workspaceIds, 'webhooks:read')
    : workspaceIds.filter((id) =>
        actor.grants.some(
          ({ workspaceId, scopes }) => workspaceId === id && scopes.includes('webhooks:read'),
        ),
      );

/** Another network, or what is recorded of no line: none fits. */
const asksForUnknown = ({ platform, requestId }: ListLogsInput): boolean =>
  !['all', 'pinterest'].includes(platform) || requestId !== undefined;

function present(row: LogRow): Log {
  const called = Object.hasOwn(api, row.action) ? api[row.action as EndpointName] : null; // Just looked up.
  const code = row.errorCode;
  return {
    type: row.type,
    action: row.action,
    platform: row.type === 'api_request' ? null : 'pinterest',
    account_id: row.accountId,
    status: row.status,
    status_code: row.statusCode,
    error_message:
      code !== null && Object.hasOwn(catalogue, code)
        ? catalogue[code as keyof typeof catalogue].message // Just looked up.
        : row.error,
    error_code: code,
    duration_ms: row.durationMs,
    endpoint: row.url ?? called?.path ?? null,
    request_body: null,
    response_body: row.answer,
    created_at: row.at.toISOString(),
    metadata: row.metadata,
    request_id: null,
    api_key_id: row.actor?.type === 'api_key' ? row.actor.id : null,
    method: row.type === 'webhooks' ? 'POST' : (called?.method ?? null),
    path: called?.path ?? null,
  };
}
