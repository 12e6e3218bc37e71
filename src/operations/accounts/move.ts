import { refusal } from '../../domain/errors/index.ts';
import {
  cancelPinsOfAccount,
  findAccount,
  listAccounts,
  recordEvent,
  updateAccount,
} from '../../store/index.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount, withScope } from '../within.ts';
import { presentAccount } from './present.ts';
import { requireAccount } from './require-account.ts';
import { requireAtRest } from './require-at-rest.ts';

export const moveAccount = implement('accounts.move', {
  scope: 'accounts:write',
  within: ofAccount,
  async run(context, { accountId, profileId, plannedPins }) {
    const { store, actor, workspaceId } = context;
    const account = await requireAccount(context, accountId);
    const { username } = account;
    // A session looks at one workspace, and may move an account to another one of the person.
    const grants = actor.allGrants ?? actor.grants;
    if (!grants.some((grant) => grant.workspaceId === profileId))
      throw refusal('NOT_FOUND', { field: 'profileId' });
    withScope({ ...actor, grants }, [profileId], 'accounts:write');
    const there = await listAccounts(store.db, [profileId]);
    if (profileId !== workspaceId && there.some((row) => row.identityId === account.identityId))
      throw refusal('ACCOUNT_ALREADY_THERE', { field: 'profileId', values: { username } });
    const details = { from: workspaceId, to: profileId, username };
    const moved = await context.commit(
      { subject: { type: 'account', id: accountId }, details },
      async (tx) => {
        if (plannedPins === 'cancel') await cancelPinsOfAccount(tx, accountId, namedActor(actor));
        const { planned } = await requireAtRest(tx, account);
        // Drafts are no plan to publish, but they would be left without their account.
        if (planned > 0 && profileId !== workspaceId)
          throw refusal('ACCOUNT_HAS_PINS', {
            field: 'plannedPins',
            values: { username, count: planned },
          });
        await updateAccount(tx, accountId, { workspaceId: profileId });
        await recordEvent(tx, {
          workspaceId: profileId,
          kind: 'account.connected',
          accountId,
          facts: { username, movedFrom: workspaceId },
        });
        await recordEvent(tx, {
          workspaceId,
          kind: 'account.disconnected',
          accountId,
          facts: { username, intentional: true, movedTo: profileId },
        });
        return findAccount(tx, profileId, accountId);
      },
    );
    return {
      message: `Moved ${username}.`,
      account: presentAccount(context, moved ?? { ...account, workspaceId: profileId }),
    };
  },
  async repeat(context, accountId, { profileId }) {
    const account = await findAccount(context.store.db, profileId, accountId);
    if (!account) throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
    return { message: `Moved ${account.username}.`, account: presentAccount(context, account) };
  },
});
