import { z } from 'zod';
import { Account } from './account.ts';
import { Message } from './values.ts';

export const RenameAccountInput = z.object({
  accountId: z.string(),
  displayName: z
    .string()
    .trim()
    .max(100)
    .nullable()
    .optional()
    .describe("What to call it here; empty or null: Pinterest's name again."),
  username: z.string().optional().describe("Pinterest's; it cannot be changed here."),
});
export const RenamedAccount = z
  .object({ message: z.string(), username: z.string(), displayName: z.string() })
  .meta({ id: 'RenamedAccount' });

const plannedPins = z.enum(['hold', 'cancel']);

export const MoveAccountInput = z.object({
  accountId: z.string(),
  profileId: z.string().describe('Id of the workspace it is to be in.'),
  plannedPins: z
    .literal('cancel')
    .optional()
    .describe('Cancels its planned Pins; without it, an account that has any is not moved.'),
});
export const MovedAccount = z
  .object({ message: z.string(), account: Account })
  .meta({ id: 'MovedAccount' });

export const CopyAccountInput = z.object({
  accountId: z.string(),
  profileId: z.string().describe('Id of the workspace that is to have it too.'),
});
export const CopiedAccount = z
  .object({ message: z.string(), account: Account })
  .meta({ id: 'CopiedAccount' });

export const DisconnectAccountInput = z.object({
  accountId: z.string(),
  plannedPins: plannedPins
    .default('hold')
    .describe('`hold`: they wait until the account is connected again; `cancel`.'),
  data: z
    .enum(['keep', 'purge'])
    .default('keep')
    .describe('`purge` also removes its Pins, drafts and boards from this installation.'),
});
export const DisconnectedAccount = Message.extend({
  pins: z.int().describe('Planned Pins that were held, cancelled or removed.'),
}).meta({ id: 'DisconnectedAccount' });
