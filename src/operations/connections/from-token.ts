import { presentAccount } from '../accounts/present.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { chosenHost } from './host.ts';
import { linkGrant } from './link.ts';
import { requirePinterest } from './require-pinterest.ts';

export const connectByToken = implement('connections.fromToken', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, input) {
    requirePinterest(input.platform);
    const host = chosenHost(context, input.host);
    const grant = await context.pinterest.connections.fromToken(host, {
      accessToken: input.accessToken,
      refreshToken: input.refreshToken ?? null,
      expiresAt: input.expiresAt === undefined ? null : new Date(input.expiresAt),
    });
    const account = await linkGrant(context, grant, {});
    return {
      message:
        input.refreshToken === undefined
          ? `Connected ${account.username}. This token cannot be renewed: connect the account again when it ends.`
          : `Connected ${account.username}.`,
      account: presentAccount(context, account),
    };
  },
});
