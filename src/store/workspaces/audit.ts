import { sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Db } from '../database/pool.ts';
import type { AuditEntryRow } from '../schema/rows.ts';

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
