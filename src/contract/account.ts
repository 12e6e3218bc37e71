import { z } from 'zod';
import { Id, Pagination } from './values.ts';

/** Where an account lives; tokens of one host mean nothing to another. */
export const PinterestHostName = z
  .enum(['pinterest', 'pinterest-sandbox', 'sandbox'])
  .describe(
    "`pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox.",
  );
export type PinterestHostName = z.output<typeof PinterestHostName>;

/** A connected Pinterest account, in the shape of Zernio's API. */
export const Account = z
  .object({
    _id: Id,
    platform: z.literal('pinterest'),
    profileId: Id.describe('The workspace the account belongs to.'),
    username: z.string(),
    displayName: z.string(),
    profilePicture: z.string().nullable(),
    profileUrl: z.string(),
    isActive: z.boolean(),
    needsReconnection: z.boolean(),
    metadata: z.object({
      pinterestUserId: z.string(),
      defaultBoardId: z.string().nullable(),
      sandbox: z.boolean().describe('Whether this account lives in the local sandbox.'),
      host: PinterestHostName,
    }),
  })
  .meta({ id: 'Account' });
export type Account = z.output<typeof Account>;

export const ListAccountsInput = z.object({
  platform: z.string().optional(),
  profileId: z.string().optional(),
  status: z.enum(['connected', 'disconnected']).optional(),
  includeOverLimit: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

export const AccountList = z
  .object({
    accounts: z.array(Account),
    hasAnalyticsAccess: z.boolean(),
    pagination: Pagination.optional(),
  })
  .meta({ id: 'AccountList' });
export type AccountList = z.output<typeof AccountList>;
