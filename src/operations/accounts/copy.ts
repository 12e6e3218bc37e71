import { refusal } from '../../domain/errors/index.ts';
import {
  copyAccount as linkToo,
  listAccounts,
  recordEvent,
  releaseHeldPins,
  type AccountRow,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount, withScope } from '../within.ts';
import { presentAccount } from './present.ts';
import { requireAccount } from './require-account.ts';

export const copyAccount = implement('accounts.copy', {
  scope: 'accounts:write',
  within: ofAccount,
  async run(context, { accountId, profileId }) {
    requireReach(context, profileId);
    const account = await requireAccount(context, accountId);
    const { username, identityId } = account;
    await context.commit(
      { subject: { type: 'account', id: accountId }, details: { to: profileId, username } },
      async (tx) => {
        const copy = await linkToo(tx, account, profileId);
        if (!copy.isNew) return;
        await releaseHeldPins(tx, identityId);
        await recordEvent(tx, {
          workspaceId: profileId,
          kind: 'account.connected',
          accountId: copy.id,
          facts: { username, copiedFrom: context.workspaceId },
        });
      },
    );
    return copied(context, account, profileId);
  },
  async repeat(context, accountId, { profileId }) {
    requireReach(context, profileId);
    return copied(context, await requireAccount(context, accountId), profileId);
  },
});

/** A session looks at one workspace, and may use another one of the person. @throws LinchpinError NOT_FOUND, INSUFFICIENT_PERMISSIONS */
function requireReach({ actor }: Context, profileId: string): void {
  const grants = actor.allGrants ?? actor.grants;
  if (!grants.some(({ workspaceId }) => workspaceId === profileId))
    throw refusal('NOT_FOUND', { field: 'profileId' });
  withScope({ ...actor, grants }, [profileId], 'accounts:write');
}

async function copied(context: Context, { identityId, id }: AccountRow, profileId: string) {
  const there = await listAccounts(context.store.db, [profileId]);
  const copy = there.find((row) => row.identityId === identityId);
  if (!copy) throw refusal('ACCOUNT_NOT_FOUND', { values: { accountId: id } });
  return {
    message: `${copy.username} can be used there too.`,
    account: presentAccount(context, copy),
  };
}
