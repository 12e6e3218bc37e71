import type { CreateKeyInput } from '../../contract/index.ts';
import { hashKey, newApiKey, previewOf } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { expandScopes } from '../../domain/scopes.ts';
import { grantKey, insertKey, listKeys } from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { theWorkspace, withScope, type Within } from '../within.ts';
import { presentKeys } from './present.ts';

const day = 24 * 3600_000;

/** The workspaces that are named, or all. @throws LinchpinError NOT_FOUND, INVALID_FIELD_VALUE */
const ofReach: Within<CreateKeyInput> = (call, input, granted) => {
  const { profileId, profileIds, scope } = input;
  if (profileId !== undefined) return theWorkspace(call, input, granted);
  if (scope === 'full' && profileIds)
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'profileIds',
      values: { field: 'profileIds', reason: 'it contradicts the scope "full".' },
    });
  if (scope === 'profiles' && !profileIds)
    throw refusal('MISSING_REQUIRED_FIELD', {
      field: 'profileIds',
      values: { field: 'profileIds' },
    });
  if (profileIds?.some((id) => !granted.includes(id)))
    throw refusal('NOT_FOUND', { field: 'profileIds' });
  return Promise.resolve(profileIds ? [...new Set(profileIds)] : granted);
};

export const createApiKey = implement('keys.create', {
  scope: 'keys:write',
  within: ofReach,
  async run(context, input) {
    const { store } = context;
    const { name, permission, scopes, expiresIn, requestsPerMinute } = input;
    const stored = [...(scopes ?? scopesOf[permission])];
    const [home = '', ...others] = reachOf(context, input, stored);
    const key = newApiKey();
    const id = newId(context.clock());
    const details = { name, scopes: stored, profileIds: [home, ...others] };
    await context.commit({ subject: { type: 'api_key', id }, details }, async (tx) => {
      await insertKey(tx, {
        id,
        workspaceId: home,
        name,
        hash: hashKey(key),
        preview: previewOf(key),
        scopes: stored,
        expiresAt: expiresIn === undefined ? null : new Date(store.clock.nowMs() + expiresIn * day),
        requestsPerMinute: requestsPerMinute ?? null,
        createdBy: namedActor(context.actor),
      });
      for (const workspaceId of others) await grantKey(tx, id, { workspaceId, scopes: stored });
    });
    const keys = await presentKeys(store.db, context.workspaceIds, context.actor);
    const apiKey = keys.find((made) => made.id === id);
    if (!apiKey) throw refusal('NOT_FOUND'); // Its workspace was deleted just now.
    return { message: 'API key made. It is shown only now.', apiKey: { ...apiKey, key } };
  },
  async repeat(context, keyId) {
    const rows = await listKeys(context.store.db, [context.workspaceId]);
    const name = rows.find(({ id }) => id === keyId)?.name ?? keyId;
    throw refusal('KEY_ALREADY_SHOWN', { values: { name } });
  },
});

const scopesOf = { read: ['read'], 'read-write': ['read', 'write'] } as const;

/**
 * A key cannot create a key with more rights than its own: of workspaces that were not named, those where that is so are
 * left out.
 * @throws LinchpinError INSUFFICIENT_PERMISSIONS
 */
function reachOf(
  { actor, workspaceIds, workspaceId }: Context,
  { profileIds }: CreateKeyInput,
  stored: readonly string[],
): readonly string[] {
  if (profileIds) withinAll(actor, profileIds, ['keys:write', ...expandScopes(stored)]);
  const able = expandScopes(stored).reduce<readonly string[]>(
    (ids, scope) => withScope(actor, ids, scope),
    workspaceIds,
  );
  return able.length > 0 ? able : [workspaceId];
}

/** @throws LinchpinError INSUFFICIENT_PERMISSIONS where a scope is missing in one of them */
function withinAll(
  actor: Context['actor'],
  ids: readonly string[],
  scopes: readonly Parameters<typeof withScope>[2][],
): void {
  for (const id of ids) for (const scope of scopes) withScope(actor, [id], scope);
}
