import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { AuditEntryRow, NamedActor } from '../schema/rows.ts';

export interface AuditFilter {
  /** A call, or the noun of several. */
  operation?: string | undefined;
  actorType?: string | undefined;
  actorId?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Id of an entry: older ones. */
  before?: string | undefined;
}

/** Audit entries of these workspaces, the newest first. */
export function readAudit(
  db: Db,
  workspaceIds: readonly string[],
  filter: AuditFilter,
  limit: number,
): Promise<AuditEntryRow[]> {
  const conditions = [
    filter.operation !== undefined &&
      sql<boolean>`(operation = ${filter.operation} or starts_with(operation, ${`${filter.operation}.`}))`,
    filter.actorType !== undefined && sql<boolean>`actor ->> 'type' = ${filter.actorType}`,
    filter.actorId !== undefined && sql<boolean>`actor ->> 'id' = ${filter.actorId}`,
    filter.subjectType !== undefined && sql<boolean>`subject_type = ${filter.subjectType}`,
    filter.subjectId !== undefined && sql<boolean>`subject_id = ${filter.subjectId}`,
    filter.from !== undefined && sql<boolean>`at >= ${filter.from}::timestamptz`,
    filter.to !== undefined && sql<boolean>`at < ${filter.to}::timestamptz`,
    filter.before !== undefined && sql<boolean>`id < ${filter.before}::bigint`,
  ].filter((condition) => condition !== false);
  return conditions
    .reduce(
      (query, condition) => query.where(condition),
      db.selectFrom('auditEntry').selectAll().where('workspaceId', '=', anyOf(workspaceIds)),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** A line of Zernio's log: from the events, or from the audit log. */
export interface LogRow {
  type: 'publishing' | 'connections' | 'api_request';
  action: string;
  accountId: string | null;
  status: 'success' | 'failed' | 'pending' | 'skipped';
  errorCode: string | null;
  at: Date;
  actor: NamedActor | null;
  metadata: Record<string, unknown>;
  total: number;
}

export interface LogFilter {
  types: readonly LogRow['type'][];
  status?: LogRow['status'] | undefined;
  action?: string | undefined;
  accountId?: string | undefined;
  apiKeyId?: string | undefined;
  search?: string | undefined;
  from: Date;
  to: Date | null;
  limit: number;
  skip: number;
}

/** Lines of several kinds, the newest first. Events are kept for 30 days. */
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
        facts || jsonb_build_object('postId', post_id, 'pinId', pin_id) as metadata, id
      from event where workspace_id = ${anyOf(workspaceIds)} and at >= ${filter.from} and kind ~ '^(post|pin)\\.'
      union all
      select case when subject_type = 'account' then 'connections' else 'api_request' end, operation,
        case when subject_type = 'account' then subject_id end, 'success', null, at, actor,
        details || jsonb_build_object('subjectType', subject_type, 'subjectId', subject_id), id
      from audit_entry where workspace_id = ${anyOf(workspaceIds)} and at >= ${filter.from}
        and (subject_type = 'account' or actor ->> 'type' = 'api_key')
    )
    select type, action, account_id, status, error_code, at, actor, metadata, count(*) over ()::int as total
    from line
    where type = ${anyOf(filter.types)}
      and (${filter.to === null} or at <= ${filter.to}::timestamptz)
      and (${filter.status ?? null}::text is null or status = ${filter.status ?? null})
      and (${filter.action ?? null}::text is null or action = ${filter.action ?? null})
      and (${filter.accountId ?? null}::text is null or account_id = ${filter.accountId ?? null})
      and (${filter.apiKeyId ?? null}::text is null or actor ->> 'id' = ${filter.apiKeyId ?? null})
      and (${filter.search ?? null}::text is null
        or strpos(lower(concat_ws(' ', action, error_code, metadata::text)), lower(${filter.search ?? ''})) > 0)
    order by at desc, id desc limit ${filter.limit} offset ${filter.skip}`.execute(db);
  return rows;
}
