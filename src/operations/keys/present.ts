import type { ApiKey } from '../../contract/index.ts';
import { expandScopes, shortScopes } from '../../domain/scopes.ts';
import type { ApiKeyRow } from '../../store/index.ts';
import type { Actor } from '../context.ts';

/** A stored key as the API shows it. */
export const presentKey = (row: ApiKeyRow, actor: Actor): ApiKey => ({
  id: row.id,
  name: row.name,
  keyPreview: row.preview,
  permission: expandScopes(row.scopes).some((scope) => scope.endsWith(':write'))
    ? 'read-write'
    : 'read',
  scopes: shortScopes(expandScopes(row.scopes)),
  isBootstrap: row.bootstrap,
  isCurrent: row.id === actor.id,
  createdAt: row.createdAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
