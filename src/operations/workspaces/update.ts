import { changeWorkspace, lockWorkspaces, makeDefault } from '../../store/index.ts';
import type { Actor } from '../context.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { refuseSameName } from './create.ts';
import { requireWorkspace } from './get.ts';
import { presentProfile } from './present.ts';

export const updateProfile = implement('workspaces.update', {
  scope: 'workspaces:write',
  within: theWorkspace,
  async run(context, { isDefault, name, description, color, avatarUrl, approvalRoles }) {
    const change = withoutUndefined({ name, description, color, avatarUrl, approvalRoles });
    const { workspaceId, actor, store } = context;
    const row = await context.commit(
      {
        subject: { type: 'workspace', id: workspaceId },
        details: { ...change, ...(isDefault && { isDefault }) },
      },
      async (tx) => {
        await lockWorkspaces(tx);
        if (change.name !== undefined) await refuseSameName(tx, actor, change.name, workspaceId);
        await changeWorkspace(tx, workspaceId, change);
        if (isDefault) await makeDefault(tx, workspaceId, changeable(actor));
        return requireWorkspace(tx, workspaceId);
      },
    );
    store.notifications.tell('linchpin_keys'); // What needs an approval is remembered with who calls.
    return { message: 'Profile updated successfully', profile: presentProfile(row, actor) };
  },
  repeat: async ({ store, actor }, id) => ({
    message: 'Profile updated successfully',
    profile: presentProfile(await requireWorkspace(store.db, id), actor),
  }),
});

/** Workspaces whose rows the caller may change: the mark of a default is in the row, for every caller. */
const changeable = ({ allGrants, grants }: Actor): string[] =>
  (allGrants ?? grants)
    .filter(({ scopes }) => scopes.includes('workspaces:write'))
    .map(({ workspaceId }) => workspaceId);

/** What is absent stays as it is. */
const withoutUndefined = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  }; // The same keys, less those without a value.
