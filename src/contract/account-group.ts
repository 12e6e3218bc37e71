import { z } from 'zod';
import { Id, profileId } from './values.ts';

/** Accounts of one workspace under a name. */
export const AccountGroup = z
  .object({ _id: Id, name: z.string(), accountIds: z.array(Id) })
  .meta({ id: 'AccountGroup' });
export type AccountGroup = z.output<typeof AccountGroup>;

const name = z.string().trim().min(1).max(100);
const accountIds = z.array(z.string()).max(1000);

export const AccountGroupList = z
  .object({ groups: z.array(AccountGroup) })
  .meta({ id: 'AccountGroupList' });
export const CreateAccountGroupInput = z.strictObject({ profileId, name, accountIds });
export const UpdateAccountGroupInput = z.strictObject({
  groupId: z.string(),
  name: name.optional(),
  accountIds: accountIds.optional(),
});
export const AccountGroupIdInput = z.object({ groupId: z.string() });
export const ChangedAccountGroup = z
  .object({ message: z.string(), group: AccountGroup })
  .meta({ id: 'ChangedAccountGroup' });
