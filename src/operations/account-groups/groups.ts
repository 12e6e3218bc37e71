import type { AccountGroup } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import {
  listAccountGroups,
  listAccounts,
  type AccountGroupRow,
  type Db,
} from '../../store/index.ts';
import type { Call } from '../context.ts';

export const presentGroup = ({ id, name, accountIds }: AccountGroupRow): AccountGroup => ({
  _id: id,
  name,
  accountIds,
});

/** @throws LinchpinError NOT_FOUND */
export async function requireGroup(
  db: Db,
  workspaceIds: readonly string[],
  groupId: string,
): Promise<AccountGroupRow> {
  const group = (await listAccountGroups(db, workspaceIds)).find(({ id }) => id === groupId);
  if (!group) throw refusal('NOT_FOUND', { field: 'groupId' });
  return group;
}

/** The workspace of a group. */
export const ofGroup = async (
  { store }: Call,
  { groupId }: { groupId: string },
  granted: readonly string[],
) => [(await requireGroup(store.db, granted, groupId)).workspaceId];

/** Each once, and all linked to this workspace. @throws LinchpinError ACCOUNT_NOT_FOUND */
export async function requireAccounts(
  db: Db,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<string[]> {
  const ids = [...new Set(accountIds)];
  const linked = (await listAccounts(db, [workspaceId])).filter(
    ({ status }) => status !== 'disconnected',
  );
  for (const id of ids)
    if (!linked.some((account) => account.id === id))
      throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountIds', values: { accountId: id } });
  return ids;
}

export const nameTaken = (name: string) =>
  refusal('GROUP_NAME_TAKEN', { field: 'name', values: { name } });
