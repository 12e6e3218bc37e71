import { z } from 'zod';

/** The body of every answer that is not 2xx. */
export const ErrorAnswer = z.object({
  statusCode: z.int(),
  message: z.string(),
  issues: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      path: z.array(z.union([z.string(), z.number()])),
      problem: z.record(z.string(), z.unknown()).describe('Ours: see docs/errors.md.'),
    }),
  ),
  code: z.string().describe('Ours.'),
  fix: z.string().describe('Ours.'),
  details: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
  docUrl: z.string(),
});
