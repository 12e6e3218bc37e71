import { isObject } from '../../domain/is-object.ts';
import {
  AuditExport,
  AuditList,
  ExportAuditInput,
  ListAuditInput,
  ListLogsInput,
  LogList,
} from '../audit.ts';
import { endpoint } from './endpoint.ts';

/** Zernio's API takes these in snake case as well. */
const aliases = {
  account_id: 'accountId',
  request_id: 'requestId',
  status_code: 'statusCode',
  api_key_id: 'apiKeyId',
} as const;

const readLogAliases = (raw: unknown): unknown =>
  isObject(raw)
    ? Object.fromEntries(
        Object.entries(raw).map(([name, value]) => [
          Object.hasOwn(aliases, name) ? aliases[name as keyof typeof aliases] : name, // Just looked up.
          value,
        ]),
      )
    : raw;

export const audit = {
  'audit.list': endpoint({
    method: 'GET',
    path: '/api/v1/audit',
    summary: 'Who changed what, the newest first',
    effect: 'read',
    body: 'none',
    input: ListAuditInput,
    output: AuditList,
  }),
  'audit.export': endpoint({
    method: 'GET',
    path: '/api/v1/audit/export',
    summary: 'The same as a file, for a spreadsheet or a program',
    effect: 'read',
    body: 'none',
    input: ExportAuditInput,
    output: AuditExport,
    file: true,
  }),
  'logs.list': endpoint({
    method: 'GET',
    path: '/api/v1/logs',
    summary: 'What was published, connected and called, as Zernio shows it',
    effect: 'read',
    body: 'none',
    input: ListLogsInput,
    output: LogList,
    readAliases: readLogAliases,
  }),
} as const;
