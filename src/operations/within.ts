import { LinchpinError, problem, refusal, type ErrorCode } from '../domain/errors/index.ts';
import type { Scope } from '../domain/scopes.ts';
import { workspacesOf, type Owned } from '../store/index.ts';
import type { Actor, Call } from './context.ts';

/**
 * Resolves the workspaces, among those granted, that the input refers to. Rows of other workspaces are answered as not
 * found, which reveals no ids. Scopes are checked afterwards.
 */
export type Within<Input> = (
  call: Call,
  input: Input,
  granted: readonly string[],
) => Promise<readonly string[]>;

/**
 * Those of the workspaces in which the caller has the scope.
 * @throws LinchpinError INSUFFICIENT_PERMISSIONS where it is none of them
 */
export function withScope(
  { grants }: Actor,
  workspaceIds: readonly string[],
  scope: Scope | null,
): readonly string[] {
  if (scope === null) return workspaceIds;
  const allowed = workspaceIds.filter((id) =>
    grants.some(({ workspaceId, scopes }) => workspaceId === id && scopes.includes(scope)),
  );
  if (allowed.length === 0 && workspaceIds.length > 0)
    throw refusal('INSUFFICIENT_PERMISSIONS', { values: { scope } });
  return allowed;
}

/** For lists: every workspace, or the one that is named. One of others lists nothing. */
export const everyWorkspace: Within<object> = (_call, input, granted) => {
  const profileId = profileOf(input);
  return Promise.resolve(
    profileId === undefined || profileId === 'all'
      ? granted
      : granted.filter((id) => id === profileId),
  );
};

/** The workspace that is named, or the only one. @throws LinchpinError NOT_FOUND, WORKSPACE_REQUIRED */
export const theWorkspace: Within<object> = (_call, input, granted) =>
  Promise.resolve([named(profileOf(input), granted)]);

/**
 * Where an upload belongs: to the workspace that is named, else to the first in which the caller may upload. Clients of
 * Zernio's API cannot name one.
 */
export const uploadWorkspace: Within<object> = ({ actor }, input, granted) => {
  const home = actor.grants.find(({ scopes }) => scopes.includes('media:write'))?.workspaceId;
  return Promise.resolve([
    profileOf(input) === undefined && home !== undefined ? home : named(profileOf(input), granted),
  ]);
};

const profileOf = (input: object): string | undefined =>
  'profileId' in input && typeof input.profileId === 'string' ? input.profileId : undefined;

/** A row's own workspace. With one workspace there is nothing to look up: queries name it. */
const ofRow =
  <Field extends string>(what: Owned, field: Field, missing: ErrorCode) =>
  async (call: Call, input: Record<Field, string>, granted: readonly string[]) => {
    const id = input[field];
    const [only, ...others] = granted;
    if (only !== undefined && others.length === 0) return [only];
    const [found] = await workspacesOf(call.store.db, what, [id], granted);
    if (found === undefined) throw refusal(missing, { field, values: { [field]: id } });
    return [found];
  };

export const ofPost = ofRow('post', 'postId', 'NOT_FOUND');
export const ofAccount = ofRow('account', 'accountId', 'ACCOUNT_NOT_FOUND');
export const ofMedia = ofRow('media', 'mediaId', 'NOT_FOUND');
export const ofPinChange = ofRow('pinChange', 'changeId', 'PIN_CHANGE_NOT_FOUND');
export const ofPostImport = ofRow('postImport', 'importId', 'NOT_FOUND');
export const ofFeed = ofRow('feed', 'feedId', 'NOT_FOUND');
export const ofWebhook = ofRow('webhook', 'webhookId', 'NOT_FOUND');

interface AboutQueue {
  profileId?: string | undefined;
  queueId?: string | undefined;
  accountId?: string | undefined;
}

/** Where a queue is: in the workspace that is named, of the queue's id, or of its account. */
export const ofQueue: Within<AboutQueue> = async (
  call,
  { profileId, queueId, accountId },
  granted,
) => {
  if (profileId !== undefined || granted.length === 1) return [named(profileId, granted)];
  const { db } = call.store;
  const found =
    queueId !== undefined
      ? await workspacesOf(db, 'queue', [queueId], granted)
      : accountId !== undefined
        ? await workspacesOf(db, 'account', [accountId], granted)
        : [named(undefined, granted)];
  if (found[0] === undefined)
    throw refusal('QUEUE_NOT_FOUND', {
      field: 'queueId',
      values: { queue: queueId ?? '(default)' },
    });
  return [found[0]];
};

/** Where a post belongs: to the workspace of its accounts. @throws LinchpinError WORKSPACES_MIXED, WORKSPACE_REQUIRED */
export const ofTargets: Within<{
  platforms?: readonly { accountId?: string | undefined }[] | undefined;
  queuedFromProfile?: string | undefined;
}> = async (call, { platforms = [], queuedFromProfile }, granted) => {
  if (granted.length === 1) return granted;
  const ids = platforms.flatMap(({ accountId }) => accountId ?? []);
  const [found, ...others] = await workspacesOf(call.store.db, 'account', ids, granted);
  if (others.length > 0)
    throw new LinchpinError([problem('WORKSPACES_MIXED', { field: 'platforms' })]);
  return [found ?? named(queuedFromProfile, granted)];
};

function named(profileId: string | undefined, granted: readonly string[]): string {
  const found =
    profileId === undefined
      ? granted.length === 1
        ? granted[0]
        : undefined
      : granted.find((id) => id === profileId);
  if (found !== undefined) return found;
  throw profileId === undefined
    ? refusal('WORKSPACE_REQUIRED', { field: 'profileId' })
    : refusal('NOT_FOUND', { field: 'profileId' });
}
