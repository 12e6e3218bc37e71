import { hashKey, newToken } from '../../domain/api-key.ts';
import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import type { Grant } from '../../pinterest-access/index.ts';
import {
  advanceConnection,
  endConnection,
  findAccount,
  findConnection,
  type ConnectionRow,
} from '../../store/index.ts';
import { presentAccount } from '../accounts/present.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';
import { linkGrant } from './link.ts';
import { lives } from './lives.ts';
import { requirePinterest } from './require-pinterest.ts';
import { headlessReturn, returnTo } from './return-url.ts';

export const completeConnection = implement('connections.complete', {
  scope: 'accounts:write',
  within: theWorkspace,
  async run(context, { platform, state, code, error }) {
    requirePinterest(platform);
    const connection = await takeConnection(context, state);
    try {
      if (code === undefined)
        throw refusal('CONNECTION_DECLINED', {
          ...(error !== undefined && { details: { error } }),
        });
      const { redirectUri } = connection;
      const grant = await context.pinterest.connections.exchange(connection.host, {
        code,
        redirectUri,
      });
      await requireSameUser(context, connection, grant);
      if (!needsChoice(connection)) {
        const account = await linkGrant(context, grant, { connectionId: connection.id });
        return {
          message: `Connected ${account.username}.`,
          account: presentAccount(context, account),
          redirect_url: returnTo(connection.returnUrl, account),
        };
      }
      return {
        message: 'Choose a board.',
        redirect_url: await offerBoards(context, connection, grant),
      };
    } catch (failure) {
      if (failure instanceof LinchpinError)
        await endConnection(context.store.db, connection.id, {
          status: 'failed',
          problem: JSON.stringify(failure.problems[0]),
        });
      throw failure;
    }
  },
});

/**
 * The connection with this state, which from now on is used up.
 * @throws LinchpinError CONNECTION_EXPIRED, CONNECTION_NOT_YOURS
 */
async function takeConnection(
  { store, actor, workspaceId }: Context,
  state: string,
): Promise<ConnectionRow> {
  const found = await findConnection(store.db, { stateHash: hashKey(state) });
  if (!found || found.workspaceId !== workspaceId)
    throw refusal('CONNECTION_EXPIRED', { field: 'state' });
  if (found.askedBy.id !== actor.id || found.askedBy.type !== actor.type)
    throw refusal('CONNECTION_NOT_YOURS', { field: 'state' });
  const taken = await advanceConnection(store.db, found.id, 'open', { status: 'granting' });
  if (!taken) throw refusal('CONNECTION_EXPIRED', { field: 'state' });
  return taken;
}

/** @throws LinchpinError CONNECTION_OTHER_ACCOUNT when another account is to be connected again. */
async function requireSameUser(
  { store, workspaceId }: Context,
  { accountId }: ConnectionRow,
  { user }: Grant,
): Promise<void> {
  if (accountId === null) return;
  const wanted = await findAccount(store.db, workspaceId, accountId);
  if (wanted && wanted.pinterestUserId !== user.id)
    throw refusal('CONNECTION_OTHER_ACCOUNT', {
      values: { found: user.username, wanted: wanted.username },
    });
}

/** Whether a board is to be chosen, on the caller's page or on ours. A reconnected account keeps its default board. */
const needsChoice = (connection: ConnectionRow): boolean => {
  const { accountId, headless, returnUrl, ownPage, chooseBoard } = connection;
  return accountId === null && returnUrl !== null && (headless || (chooseBoard && !ownPage));
};

/** Keeps the grant until a board is chosen. @returns where the choice is made. */
async function offerBoards(
  { store, links, pinterest }: Context,
  connection: ConnectionRow,
  grant: Grant,
): Promise<string> {
  const ticket = newToken();
  const change = {
    status: 'granted',
    granted: pinterest.connections.seal(grant, connection.id),
    ticketHash: hashKey(ticket),
  } as const;
  const { id, returnUrl, headless, workspaceId } = connection;
  const granted = await advanceConnection(store.db, id, 'granting', change, lives.choosingMs);
  if (!granted) throw refusal('CONNECTION_EXPIRED', { field: 'state' });
  return headless && returnUrl !== null
    ? headlessReturn(returnUrl, { workspaceId, ticket, user: grant.user })
    : links.connectBoards(ticket);
}
