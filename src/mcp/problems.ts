import type { ProblemBody } from '../contract/index.ts';
import type { Problem } from '../domain/errors/index.ts';
import { translateProblem, type Words } from '../door/index.ts';

/** What is wrong, as tools say it. */
type ToolProblem = {
  code: string;
  message: string;
  field?: string;
  fix: string;
  severity: string;
  retryable: boolean;
  details?: Record<string, unknown>;
};

const fields: Readonly<Record<string, string>> = {
  boardId: 'board',
  boardSectionId: 'section',
  content: 'description',
  scheduledFor: 'at',
  accountId: 'account',
  intervalMinutes: 'everyMinutes',
  queuedFromProfile: 'queue',
  isDraft: 'draft',
  'Idempotency-Key': 'idempotencyKey',
};

/** A field of an operation as the tools call it. */
function toolField(field: string): string {
  const [, index = '', inTarget = ''] =
    /^platforms\[(\d+)\]\.(?:platformSpecificData\.)?(.+)$/.exec(field) ?? [];
  if (inTarget === 'boardId') return `boards[${index}]`;
  if (inTarget !== '') return fields[inTarget] ?? inTarget;
  const media = /^(?:mediaItems|mediaIds)(\[\d+\])?/.exec(field);
  if (media) return `media${media[1] ?? ''}`;
  const last = field.split('.').at(-1) ?? field;
  return fields[last] ?? last;
}

const words: Words = {
  field: toolField,
  texts: {
    INVALID_FIELD_VALUE: { fix: 'Correct it; the schema of the tool describes every field.' },
    UNKNOWN_PARAMETER: { fix: 'Leave it out; the schema of the tool names what it takes.' },
    INSUFFICIENT_PERMISSIONS: {
      fix: 'Ask the person to allow it: with ?allow=write at the end of the address (linchpin mcp --allow write), and a key that has the permission.',
    },
  },
};

/** Calls that help, as tools. */
export const toolsByCall: Readonly<Record<string, string>> = {
  'accounts.list': 'list_accounts',
  'boards.list': 'find_boards',
  'spacing.get': 'account_status',
  'accounts.allHealth': 'account_status',
  'posts.get': 'get_post',
  'posts.update': 'update_post',
  'posts.cancel': 'cancel_post',
  'posts.retry': 'retry_post',
};

/** A problem in the words of the tools. */
export function inToolWords(found: ProblemBody | Problem): ToolProblem {
  const { code, message, field, fix, severity, retryable, details, hint } = translateProblem(
    found as Problem, // Problems of an operation are of the catalogue.
    words,
  );
  const helper = toolsByCall[hint?.call ?? ''];
  return {
    code,
    message,
    ...(field && { field }),
    fix: helper === undefined ? fix : `${fix} (tool ${helper})`,
    severity,
    retryable,
    ...(details && { details }),
  };
}
