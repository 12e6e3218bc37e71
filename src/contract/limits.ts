import { z } from 'zod';
import { limitCategories } from '../domain/rate-limits.ts';
import { Timestamp } from './values.ts';

export const AccountLimit = z
  .object({
    category: z.enum(limitCategories).describe("Pinterest's name of the counter."),
    covers: z.string().describe('What spends it, in words.'),
    limit: z.int().describe('Requests in a window.'),
    windowSeconds: z.int().describe('60 with Standard access, 86400 with Trial access.'),
    used: z.int(),
    left: z.int(),
    resetsAt: Timestamp.nullable().describe(
      'When the count begins anew; null while nothing was used in this window.',
    ),
    nextFreeAt: Timestamp.nullable().describe('When the next request may leave; null: at once.'),
    source: z
      .enum(['pinterest', 'published'])
      .describe(
        '`pinterest`: from the headers of its answers. `published`: the figure of its documentation, until an answer came.',
      ),
  })
  .meta({ id: 'AccountLimit' });

export const AccountLimitsInput = z.object({ accountId: z.string() });

export const AccountLimits = z
  .object({
    limits: z.array(AccountLimit),
    pausedLinks: z
      .array(z.object({ domain: z.string(), until: Timestamp }))
      .describe('Domains Pinterest blocked as spam: Pins with such links wait until then.'),
  })
  .meta({ id: 'AccountLimits' });
export type AccountLimits = z.output<typeof AccountLimits>;
