import { z } from 'zod';
import { PinterestHostName } from './account.ts';

/** What this installation is, for the dashboard and for `linchpin doctor`. */
export const Instance = z
  .object({
    version: z.string(),
    mode: z.enum(['sandbox', 'production']),
    sandboxUrl: z.string().nullable(),
    workspace: z.object({ id: z.string(), name: z.string() }),
    connect: z
      .object({
        hosts: z.array(PinterestHostName).describe('The usual one first.'),
        redirectUri: z.string(),
        ownApp: z
          .boolean()
          .describe('Whether a Pinterest app is set up, which needs that address.'),
      })
      .describe('Where accounts can be connected, and what to register with the Pinterest app.'),
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
