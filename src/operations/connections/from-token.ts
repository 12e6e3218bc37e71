import { hostNamed, presentAccount } from '../accounts/present.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { linkGrant } from './link.ts';
import { requirePinterest } from './require-pinterest.ts';

export const connectByToken = implement('connections.fromToken', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, input) {
    requirePinterest(input.platform);
    const host = input.host === undefined ? context.hosts[0] : hostNamed(input.host);
    if (host === undefined) throw new Error('No host is set up.');
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
