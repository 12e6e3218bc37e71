import { hashKey, newToken } from '../../domain/api-key.ts';
import { newId } from '../../domain/ids.ts';
import { consentScopes } from '../../domain/pinterest-scopes.ts';
import { insertConnection } from '../../store/index.ts';
import { hostNames } from '../accounts/present.ts';
import { requireAnyAccount } from '../accounts/require-account.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { hasKeywords } from '../keywords/grant.ts';
import { theWorkspace } from '../within.ts';
import { chosenHost } from './host.ts';
import { lives } from './lives.ts';
import { requirePinterest } from './require-pinterest.ts';
import { requireReturnable } from './return-url.ts';

export const startConnection = implement('connections.start', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, input) {
    requirePinterest(input.platform);
    const { actor, links, pinterest, workspaceId } = context;
    if (input.redirect_url !== undefined) requireReturnable(input.redirect_url);
    const account =
      input.accountId === undefined ? null : await requireAnyAccount(context, input.accountId);
    const host = account?.host ?? chosenHost(context, input.host);
    const state = newToken();
    const redirectUri = links.connectCallback();
    const scopes = consentScopes({
      secretBoards: input.secretBoards ?? true,
      // Who connects again keeps what was granted before.
      keywords: input.keywords ?? (account !== null && hasKeywords(account)),
    });
    // Says at once when the host is not set up.
    const consentUrl = pinterest.connections.consentUrl(host, { redirectUri, scopes, state });
    // In the dashboard the same browser must complete it; an address from the API may be passed on to another person.
    const ownPage = actor.sessionId !== undefined;
    const id = newId(context.clock());
    const row = await context.commit(
      { subject: { type: 'connection', id }, details: { host } },
      (tx) =>
        insertConnection(
          tx,
          {
            id,
            workspaceId,
            host,
            stateHash: hashKey(state),
            askedBy: JSON.stringify(namedActor(actor)),
            ownPage,
            scopes,
            redirectUri,
            returnUrl: input.redirect_url ?? null,
            headless: input.headless ?? false,
            chooseBoard: input.chooseBoard ?? true,
            accountId: account?.id ?? null,
          },
          input.expiresInMinutes === undefined ? lives.consentMs : input.expiresInMinutes * 60_000,
        ),
    );
    return {
      authUrl: ownPage ? links.connectStart(state) : consentUrl,
      state,
      host: hostNames[host],
      redirectUri,
      expiresAt: row.expiresAt.toISOString(),
    };
  },
});
