import type { AuditEntry } from '../../contract/index.ts';
import { toCsv } from '../../domain/text/csv.ts';
import { readAudit } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { pageOf } from './list.ts';

export const exportAudit = implement('audit.export', {
  scope: 'audit:read',
  within: everyWorkspace,
  async run({ store, workspaceIds, clock }, { limit, format, ...filter }) {
    const rows = await readAudit(store.db, workspaceIds, filter, limit + 1);
    const { entries, nextCursor } = pageOf(rows, limit);
    const day = new Date(clock()).toISOString().slice(0, 10);
    return {
      type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      filename: `linchpin-audit-${day}.${format}`,
      text: format === 'csv' ? toCsv([columns, ...entries.map(row)]) : JSON.stringify({ entries }),
      nextCursor,
    };
  },
});

const columns = [
  'id',
  'at',
  'profileId',
  'operation',
  'actorType',
  'actorId',
  'actorName',
  'subjectType',
  'subjectId',
  'details',
];

const row = ({ id, at, profileId, operation, actor, subject, details }: AuditEntry): string[] => [
  id,
  at,
  profileId,
  operation,
  actor.type,
  actor.id ?? '',
  actor.name,
  subject.type,
  subject.id,
  JSON.stringify(details),
];
