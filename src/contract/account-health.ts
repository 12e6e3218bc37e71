import { z } from 'zod';
import { PinterestHostName } from './account.ts';
import { ProblemBody } from './problem.ts';
import { Timestamp } from './values.ts';

const status = z
  .enum(['healthy', 'warning', 'error'])
  .describe('`error`: it cannot publish; `warning`: something needs attention before long.');
const Scope = z.object({
  scope: z.string(),
  granted: z.boolean().nullable().describe('null: not known, as of a pasted token.'),
  required: z.boolean(),
});
const known = z.boolean().nullable();

const facts = {
  accountId: z.string(),
  platform: z.literal('pinterest'),
  username: z.string(),
  displayName: z.string(),
  status,
};

export const AccountHealth = z
  .object({
    ...facts,
    host: PinterestHostName,
    tokenStatus: z.object({
      valid: z.boolean(),
      expiresAt: Timestamp.nullable().describe('Of the access token; null: Pinterest did not say.'),
      expiresIn: z.string(),
      needsRefresh: z.boolean(),
      renewable: z.boolean().describe('Whether it is renewed by itself.'),
      signInEndsAt: Timestamp.nullable().describe(
        'When the account must be connected again at the latest; null: not known.',
      ),
    }),
    permissions: z.object({
      posting: z.array(Scope),
      analytics: z.array(Scope),
      optional: z.array(Scope),
      canPost: z.boolean(),
      canFetchAnalytics: z.boolean(),
      missingRequired: z.array(z.string()),
    }),
    access: z
      .enum(['trial', 'standard'])
      .nullable()
      .describe("The app's access as Pinterest's answers show it; null: not seen yet."),
    capabilities: z
      .object({ createPins: known, editPins: known, batchAnalytics: known })
      .describe('What Pinterest let the app do (true) or refused (false); null: not tried yet.'),
    issues: z.array(z.string()),
    recommendations: z.array(z.string()),
    problems: z.array(ProblemBody),
  })
  .meta({ id: 'AccountHealth' });
export type AccountHealth = z.output<typeof AccountHealth>;

export const AccountHealthInput = z.object({
  accountId: z.string(),
  probe: z
    .stringbool()
    .optional()
    .describe('Asks Pinterest now, instead of telling what is known.'),
});

export const AccountsHealthInput = z.object({
  platform: z.string().optional(),
  profileId: z.string().optional(),
  status: status.optional(),
});
export const AccountsHealth = z
  .object({
    summary: z.object({
      total: z.int(),
      healthy: z.int(),
      warning: z.int(),
      error: z.int(),
      needsReconnect: z.int(),
    }),
    accounts: z.array(
      z.object({
        ...facts,
        profileId: z.string(),
        canPost: z.boolean(),
        canFetchAnalytics: z.boolean(),
        tokenValid: z.boolean(),
        tokenExpiresAt: Timestamp.nullable(),
        needsReconnect: z.boolean(),
        issues: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'AccountsHealth' });
export type AccountsHealth = z.output<typeof AccountsHealth>;
