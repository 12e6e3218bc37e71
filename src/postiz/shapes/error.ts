import { z } from 'zod';

/** A refusal: Postiz has three shapes of them. */
export const ErrorAnswer = z.object({
  msg: z.string().optional().describe('Of keys, channels, uploads by address and connecting.'),
  statusCode: z.int().optional(),
  message: z.union([z.string(), z.array(z.string())]).optional(),
  error: z.string().optional().describe('The name of the status.'),
  provider: z.string().optional().describe('Of posts: pinterest.'),
  name: z.string().optional().describe('Of posts: what kind of problem it is.'),
  code: z.string().describe('Ours: docs/errors.md.'),
  fix: z.string().describe('Ours.'),
  problems: z
    .array(z.object({ code: z.string(), message: z.string(), fix: z.string() }).loose())
    .describe('Ours: every problem at once.'),
  requestId: z.string().describe('Ours.'),
  docUrl: z.string().describe('Ours.'),
});
