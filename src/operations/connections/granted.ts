import { hashKey } from '../../domain/api-key.ts';
import { refusal } from '../../domain/errors/index.ts';
import type { Grant } from '../../pinterest-access/index.ts';
import { findConnection, type FoundConnection } from '../../store/index.ts';
import type { Context } from '../context.ts';

/**
 * The grant for which a board may be chosen with this token.
 * @throws LinchpinError CONNECTION_EXPIRED
 */
export async function requireGrant(
  { store, pinterest, workspaceId }: Context,
  ticket: string,
): Promise<{ connection: FoundConnection; grant: Grant }> {
  const connection = await findConnection(store.db, { ticketHash: hashKey(ticket) });
  if (
    !connection?.granted ||
    connection.workspaceId !== workspaceId ||
    connection.status !== 'granted' ||
    connection.expired
  )
    throw refusal('CONNECTION_EXPIRED', { field: 'tempToken' });
  return { connection, grant: pinterest.connections.unseal(connection.granted, connection.id) };
}
