import type { FastifyRequest } from 'fastify';
import type { LinchpinError, Problem } from '../domain/errors/index.ts';
import { translateProblem, type Words } from '../door/index.ts';
import type { Refused } from '../http/index.ts';
import { bundleField, pathOf } from './fields.ts';

const words: Words = {
  field: bundleField,
  texts: {
    PIN_BOARD_REQUIRED: {
      message: 'Pinterest requires a board. Provide data.PINTEREST.boardName.',
    },
    UNAUTHORIZED: { fix: 'Send the header "x-api-key: <API key>".' },
    CREDENTIALS_AMBIGUOUS: { fix: 'Send only the header "x-api-key: <API key>".' },
    ROUTE_NOT_FOUND: { fix: 'Compare the method and the path with /api/openapi/bundle.json.' },
    EMPTY_BODY: { fix: 'Send a JSON object with the header "Content-Type: application/json".' },
    WORKSPACE_HAS_ACCOUNTS: { fix: 'Disconnect its social accounts first.' },
    ACCOUNT_NOT_FOUND: {
      message: 'This team has no such Pinterest account.',
      fix: 'Connect one, or look at the social accounts of the team.',
    },
  },
};

/** A problem in the words of this API. */
export const inWords = (found: Problem): Problem => translateProblem(found, words);

/** The nearest of the codes this API's validation knows. */
function issueCode({ code }: Problem): string {
  if (code === 'MISSING_REQUIRED_FIELD' || code === 'PIN_BOARD_REQUIRED') return 'invalid_type';
  if (code === 'UNKNOWN_PARAMETER' || code === 'UNKNOWN_FIELD') return 'unrecognized_keys';
  return code.endsWith('_TOO_LONG') ? 'too_big' : 'custom';
}

const issueOf = (found: Problem) => ({
  code: issueCode(found),
  message: found.message,
  path: pathOf(found.field ?? ''),
  // Ours.
  problem: found,
});

/** Warnings of an answer, as it names them. */
export const warningsInWords = (
  warnings: readonly { code: string; message: string; fix: string; field?: string | undefined }[],
) =>
  warnings.map(({ code, message, fix, field }) => ({
    code,
    message,
    fix,
    path: pathOf(bundleField(field ?? '')),
  }));

/**
 * A refusal in the shape of this API, which knows a key that is missing (401) from one that is wrong (403).
 * @param origin under which others reach this server
 */
export function refusedAs(
  refusal: LinchpinError,
  { id, headers }: Pick<FastifyRequest, 'id' | 'headers'>,
  origin: string,
): Refused {
  const problems = refusal.problems.map(inWords);
  const [first = inWords(refusal.problems[0])] = problems;
  const hasKey = headers['x-api-key'] !== undefined;
  const status = refusal.code === 'UNAUTHORIZED' && hasKey ? 403 : refusal.status;
  return {
    status,
    body: {
      statusCode: status,
      message: first.message,
      issues: problems.map(issueOf),
      // Ours.
      code: first.code,
      fix: first.fix,
      ...(first.details && { details: first.details }),
      requestId: id,
      docUrl: `${origin}/docs/errors#${first.code}`,
    },
  };
}
