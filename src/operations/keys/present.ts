import type { ApiKey } from '../../contract/index.ts';
import { expandScopes, shortScopes } from '../../domain/scopes.ts';
import { listKeys, listWorkspaces, type Db, type ListedKey } from '../../store/index.ts';
import type { Actor } from '../context.ts';

/** The keys that reach any of these workspaces, as the API shows them. */
export async function presentKeys(
  db: Db,
  workspaceIds: readonly string[],
  actor: Actor,
): Promise<ApiKey[]> {
  // How far a key reaches is told by all that the caller sees, whichever keys are asked about.
  const seen = actor.grants.map(({ workspaceId }) => workspaceId);
  const [all, workspaces] = await Promise.all([listKeys(db, seen), listWorkspaces(db, seen)]);
  const rows = all.filter(({ grants }) =>
    grants.some(({ workspaceId }) => workspaceIds.includes(workspaceId)),
  );
  const present = (row: ListedKey): ApiKey => {
    const reached = workspaces.filter(({ id }) =>
      row.grants.some(({ workspaceId }) => workspaceId === id),
    );
    const scopes = expandScopes(row.grants[0]?.scopes ?? []);
    return {
      id: row.id,
      name: row.name,
      keyPreview: row.preview,
      permission: scopes.some((scope) => scope.endsWith(':write')) ? 'read-write' : 'read',
      scopes: shortScopes(scopes),
      scope: reached.length === workspaces.length ? 'full' : 'profiles',
      profileIds: reached.map(({ id, name, color }) => ({ _id: id, name, color })),
      isBootstrap: row.bootstrap,
      isCurrent: row.id === actor.id,
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdBy && { id: row.createdBy.id, name: row.createdBy.name },
      expiresAt: row.expiresAt?.toISOString() ?? null,
      lastUsedAt: row.usedAt?.toISOString() ?? null,
      requestsPerMinute: row.requestsPerMinute,
      revokedAt: row.revokedAt?.toISOString() ?? null,
    };
  };
  return rows.map(present);
}
