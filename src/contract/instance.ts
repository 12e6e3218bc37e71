import { z } from 'zod';

/** What this installation is, for the dashboard and for `linchpin doctor`. */
export const Instance = z
  .object({
    version: z.string(),
    mode: z.enum(['sandbox', 'production']),
    sandboxUrl: z.string().nullable(),
    workspace: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Instance' });
export type Instance = z.output<typeof Instance>;

export const Verified = z
  .object({
    valid: z.literal(true),
    userId: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    authType: z.enum(['api_key', 'session']),
    scope: z.string().nullable(),
  })
  .meta({ id: 'Verified' });
