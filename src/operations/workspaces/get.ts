import { refusal } from '../../domain/errors/index.ts';
import { findWorkspace, type Db, type WorkspaceRow } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { presentProfile } from './present.ts';

export const getProfile = implement('workspaces.get', {
  scope: 'workspaces:read',
  within: theWorkspace,
  run: async ({ store, workspaceId, actor }) => ({
    profile: presentProfile(await requireWorkspace(store.db, workspaceId), actor),
  }),
});

/** @throws LinchpinError NOT_FOUND */
export async function requireWorkspace(db: Db, id: string): Promise<WorkspaceRow> {
  const row = await findWorkspace(db, id);
  if (!row) throw refusal('NOT_FOUND', { field: 'profileId' });
  return row;
}
