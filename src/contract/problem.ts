import { z } from 'zod';

/** One thing that is wrong and how to put it right. Codes: docs/errors.md. */
export const ProblemBody = z
  .object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    fix: z.string(),
    severity: z.enum(['error', 'warning', 'hint']),
    retryable: z.boolean(),
    source: z.enum(['user', 'platform', 'system']),
    hint: z
      .object({
        call: z.string().optional().describe('The call that helps, as in `operationId`.'),
        set: z
          .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
          .optional()
          .describe('Fields of this call to set.'),
      })
      .optional()
      .describe('The fix for programs.'),
    autofix: z.string().optional().describe('What `repair: true` would do about it.'),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.output<typeof ProblemBody>;

/** Body of every answer that is not 2xx. `code`, `error` and `param` repeat the first problem. */
export const ErrorBody = z
  .object({
    error: z.string(),
    type: z.string(),
    code: z.string(),
    param: z.string().optional(),
    details: z
      .object({
        problems: z.array(ProblemBody),
        /** The same problems as messages by field, as clients of Zernio's API read them. */
        fields: z.record(z.string(), z.array(z.string())).optional(),
      })
      .optional(),
    requestId: z.string(),
    docUrl: z.string(),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.output<typeof ErrorBody>;
