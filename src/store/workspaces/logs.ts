import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { NamedActor } from '../schema/rows.ts';

/** A line of Zernio's log: from the events, the requests to webhooks, or the audit log. */
export interface LogRow {
  type: 'publishing' | 'connections' | 'webhooks' | 'api_request';
  action: string;
  accountId: string | null;
  status: 'success' | 'failed' | 'pending' | 'skipped';
  errorCode: string | null;
  at: Date;
  actor: NamedActor | null;
  metadata: Record<string, unknown>;
  /** Of a request to a webhook; null elsewhere. */
  url: string | null;
  statusCode: number | null;
  durationMs: number | null;
  answer: string | null;
  error: string | null;
  total: number;
}

export interface LogFilter {
  types: readonly LogRow['type'][];
  /** Workspaces whose requests to webhooks may be shown. */
  webhooksOf: readonly string[];
  status?: LogRow['status'] | undefined;
  actions?: readonly string[] | undefined;
  accountId?: string | undefined;
  apiKeyId?: string | undefined;
  statusCode?: number | undefined;
  search?: string | undefined;
  from: Date;
  to: Date | null;
  limit: number;
  skip: number;
}

/** Lines of several kinds, the newest first. Events and requests to webhooks are kept for 30 days. */
export async function readLogs(
  db: Db,
  workspaceIds: readonly string[],
  filter: LogFilter,
): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`
    with line as (
      select 'publishing' as type, kind as action, account_id,
        case when kind in ('pin.published', 'post.published') then 'success'
          when kind in ('pin.failed', 'post.failed', 'post.partial') then 'failed'
          when kind in ('pin.cancelled', 'post.cancelled') then 'skipped' else 'pending' end as status,
        facts ->> 'code' as error_code, at, null::jsonb as actor,
        facts || jsonb_build_object('postId', post_id, 'pinId', pin_id) as metadata, id,
        null as url, null::int as status_code, null::int as duration_ms, null as answer, null as error
      from event where workspace_id = ${anyOf(workspaceIds)} and at >= ${filter.from} and kind ~ '^(post|pin)\\.'
      union all
      select 'webhooks', kind, account_id, case when attempt.status between 200 and 299 then 'success' else 'failed' end,
        null, attempt.at, null, jsonb_build_object('webhookId', webhook.id, 'webhookName', webhook.name,
          'eventId', event_id, 'attempt', attempt, 'postId', post_id, 'pinId', pin_id), attempt.id,
        attempt.url, attempt.status, duration_ms, answer, error
      from webhook join delivery_attempt attempt on attempt.webhook_id = webhook.id
        join delivery on delivery.id = attempt.delivery_id
      where webhook.workspace_id = ${anyOf(filter.webhooksOf)} and attempt.at >= ${filter.from}
      union all
      select case when subject_type = 'account' then 'connections' else 'api_request' end, operation,
        case when subject_type = 'account' then subject_id end, 'success', null, at, actor,
        details || jsonb_build_object('subjectType', subject_type, 'subjectId', subject_id), id,
        null, null, null, null, null
      from audit_entry where workspace_id = ${anyOf(workspaceIds)} and at >= ${filter.from}
        and (subject_type = 'account' or actor ->> 'type' = 'api_key')
    )
    select type, action, account_id, status, error_code, at, actor, metadata, url, status_code, duration_ms, answer,
      error, count(*) over ()::int as total
    from line
    where type = ${anyOf(filter.types)}
      and (${filter.to === null} or at <= ${filter.to}::timestamptz)
      and (${filter.status ?? null}::text is null or status = ${filter.status ?? null})
      and (${filter.actions === undefined} or action = ${anyOf(filter.actions ?? [])})
      and (${filter.accountId ?? null}::text is null or account_id = ${filter.accountId ?? null})
      and (${filter.apiKeyId ?? null}::text is null or actor ->> 'id' = ${filter.apiKeyId ?? null})
      and (${filter.statusCode ?? null}::int is null or status_code = ${filter.statusCode ?? null})
      and (${filter.search ?? null}::text is null
        or strpos(lower(concat_ws(' ', action, error_code, error, metadata::text)), lower(${filter.search ?? ''})) > 0)
    order by at desc, id desc limit ${filter.limit} offset ${filter.skip}`.execute(db);
  return rows;
}
