import type { AuditEntry } from '../../contract/index.ts';
import { readAudit, type AuditEntryRow } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const listAudit = implement('audit.list', {
  scope: 'audit:read',
  within: everyWorkspace,
  async run({ store, workspaceIds }, { limit, ...filter }) {
    return pageOf(await readAudit(store.db, workspaceIds, filter, limit + 1), limit);
  },
});

/** @param rows one more than is shown, where there are more. */
export const pageOf = (rows: readonly AuditEntryRow[], limit: number) => {
  const entries = rows.slice(0, limit).map(present);
  return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
};

const present = (row: AuditEntryRow): AuditEntry => ({
  id: String(row.id),
  at: row.at.toISOString(),
  profileId: row.workspaceId,
  operation: row.operation,
  actor: row.actor,
  subject: { type: row.subjectType, id: row.subjectId },
  details: row.details,
});
