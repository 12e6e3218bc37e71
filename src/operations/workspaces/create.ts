import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  grantBootstrapKey,
  grantKey,
  insertWorkspace,
  lockWorkspaces,
  setRole,
  workspacesReached,
  type Tx,
} from '../../store/index.ts';
import type { Actor, Context } from '../context.ts';
import { implement } from '../operation.ts';
import { grantOf } from '../permission.ts';
import { requireWorkspace } from './get.ts';
import { presentProfile } from './present.ts';

export const createProfile = implement('workspaces.create', {
  scope: 'workspaces:manage',
  // The first in which the caller may do this: a repeated request finds its record there.
  within: ({ actor }, _input, granted) =>
    Promise.resolve(
      granted
        .filter((id) =>
          actor.grants.some(
            ({ workspaceId, scopes }) => workspaceId === id && scopes.includes('workspaces:manage'),
          ),
        )
        .slice(0, 1),
    ),
  async run(context, { name, ...more }) {
    const id = newId(context.clock());
    const row = await context.commit(
      { subject: { type: 'workspace', id }, details: { name } },
      async (tx) => {
        await lockWorkspaces(tx);
        await refuseSameName(tx, context.actor, name);
        const made = await insertWorkspace(tx, name, {
          id,
          description: more.description || null,
          color: more.color ?? null,
          avatarUrl: more.avatarUrl ?? null,
        });
        await letIn(tx, context, id);
        return made;
      },
    );
    context.store.notifications.tell('linchpin_keys');
    return {
      message: 'Profile created successfully',
      profile: presentProfile(row, context.actor),
    };
  },
  repeat: async ({ store, actor }, id) => ({
    message: 'Profile created successfully',
    profile: presentProfile(await requireWorkspace(store.db, id), actor),
  }),
});

/** The creator of a workspace and the operator's key get access to it. */
async function letIn(tx: Tx, context: Context, workspaceId: string): Promise<void> {
  const { type, id } = context.actor;
  if (type === 'person' && id !== null) await setRole(tx, workspaceId, id, 'owner');
  if (type === 'api_key' && id !== null)
    await grantKey(tx, id, { workspaceId, scopes: [...grantOf(context).scopes] });
  await grantBootstrapKey(tx, workspaceId);
}

/** @throws LinchpinError profile_name_conflict. Names of workspaces that the caller does not reach stay unknown. */
export async function refuseSameName(
  tx: Tx,
  actor: Actor,
  name: string,
  butId?: string,
): Promise<void> {
  const same = (await workspacesReached(tx, actor)).find(
    (row) => row.id !== butId && row.name.toLowerCase() === name.toLowerCase(),
  );
  if (same)
    throw refusal('profile_name_conflict', {
      field: 'name',
      values: { name: same.name },
      details: { existingProfileId: same.id },
    });
}
