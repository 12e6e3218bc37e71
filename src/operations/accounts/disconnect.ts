import { problem, refusal } from '../../domain/errors/index.ts';
import {
  cancelPinsOfAccount,
  deletePinsOfAccount,
  forgetAccountData,
  holdPinsOfAccount,
  recordEvent,
  unlinkAccount,
  type AccountRow,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { requireAnyAccount } from './require-account.ts';
import { requireAtRest } from './require-at-rest.ts';

export const disconnectAccount = implement('accounts.disconnect', {
  scope: 'accounts:write',
  within: ofAccount,
  async run(context, { accountId, plannedPins, data }) {
    const account = await requireAnyAccount(context, accountId);
    if (account.status === 'disconnected' && data === 'keep')
      throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
    const { username } = account;
    const pins = await context.commit(
      { subject: { type: 'account', id: accountId }, details: { username, plannedPins, data } },
      async (tx) => {
        await unlinkAccount(tx, account);
        await recordEvent(tx, {
          workspaceId: context.workspaceId,
          kind: 'account.disconnected',
          accountId,
          facts: { username, intentional: true },
        });
        return data === 'purge'
          ? purge(tx, account)
          : plannedPins === 'cancel'
            ? cancelPinsOfAccount(tx, accountId, namedActor(context.actor))
            : holdPinsOfAccount(
                tx,
                accountId,
                problem('ACCOUNT_DISCONNECTED', { values: { username } }),
              );
      },
    );
    context.pinterest.connections.linked(account.identityId);
    return { message: messageOf(context, account, { plannedPins, data }, pins), pins };
  },
  repeat: () => Promise.resolve({ message: 'Disconnected.', pins: 0 }),
});

async function purge(tx: Tx, account: AccountRow): Promise<number> {
  const { planned } = await requireAtRest(tx, account);
  await deletePinsOfAccount(tx, account.id);
  await forgetAccountData(tx, account);
  return planned;
}

/** Pinterest lets an app revoke no one's access (docs/pinterest.md, Sign-in): only the person can, there. */
function messageOf(
  { links }: Context,
  account: AccountRow,
  { plannedPins, data }: { plannedPins: 'hold' | 'cancel'; data: 'keep' | 'purge' },
  pins: number,
): string {
  const count = pins === 1 ? '1 planned Pin' : `${pins} planned Pins`;
  const done =
    data === 'purge'
      ? 'Its Pins, drafts and boards were removed from here.'
      : pins === 0
        ? ''
        : plannedPins === 'cancel'
          ? `${count} cancelled.`
          : `${count} held until it is connected again.`;
  const there =
    account.host === 'sandbox'
      ? ''
      : `Pinterest still has this app among the apps of the account (${links.profile(account)}): remove it there, in its settings.`;
  return [`Disconnected ${account.username}.`, done, there].filter((text) => text !== '').join(' ');
}
