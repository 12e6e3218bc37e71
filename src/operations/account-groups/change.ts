import { newId } from '../../domain/ids.ts';
import { changeAccountGroup, deleteAccountGroup, insertAccountGroup } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofTargets, theWorkspace } from '../within.ts';
import { nameTaken, ofGroup, presentGroup, requireAccounts, requireGroup } from './groups.ts';

export const createGroup = implement('accountGroups.create', {
  scope: 'accounts:write',
  within: (call, input, granted) =>
    input.profileId === undefined && input.accountIds.length > 0
      ? ofTargets(
          call,
          { platforms: input.accountIds.map((accountId) => ({ accountId })) },
          granted,
        )
      : theWorkspace(call, input, granted),
  async run(context, { name, accountIds: given }) {
    const { store, workspaceId } = context;
    const accountIds = await requireAccounts(store.db, workspaceId, given);
    const id = newId(context.clock());
    await context.commit(
      { subject: { type: 'account_group', id }, details: { name, accountIds } },
      async (tx) => {
        if (!(await insertAccountGroup(tx, { id, workspaceId, name, accountIds })))
          throw nameTaken(name);
      },
    );
    return { message: 'Account group created.', group: { _id: id, name, accountIds } };
  },
  repeat: async ({ store, workspaceId }, id) => ({
    message: 'Account group created.',
    group: presentGroup(await requireGroup(store.db, [workspaceId], id)),
  }),
});

export const updateGroup = implement('accountGroups.update', {
  scope: 'accounts:write',
  within: ofGroup,
  async run(context, input) {
    const { store, workspaceId } = context;
    const before = await requireGroup(store.db, [workspaceId], input.groupId);
    const name = input.name ?? before.name;
    const accountIds =
      input.accountIds === undefined
        ? null
        : await requireAccounts(store.db, workspaceId, input.accountIds);
    const { id } = before;
    await context.commit(
      {
        subject: { type: 'account_group', id },
        details: { name, ...(accountIds && { accountIds }) },
      },
      async (tx) => {
        if (!(await changeAccountGroup(tx, id, { name, accountIds }))) throw nameTaken(name);
      },
    );
    return {
      message: 'Account group updated.',
      group: { _id: id, name, accountIds: accountIds ?? before.accountIds },
    };
  },
  repeat: async ({ store, workspaceId }, id) => ({
    message: 'Account group updated.',
    group: presentGroup(await requireGroup(store.db, [workspaceId], id)),
  }),
});

const deleted = { message: 'Account group deleted.' };

export const deleteGroup = implement('accountGroups.delete', {
  scope: 'accounts:write',
  within: ofGroup,
  async run(context, { groupId }) {
    await context.commit({ subject: { type: 'account_group', id: groupId } }, (tx) =>
      deleteAccountGroup(tx, groupId),
    );
    return deleted;
  },
  repeat: () => Promise.resolve(deleted),
});
