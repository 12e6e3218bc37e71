import type { Db, Tx } from '../database/pool.ts';

/** The key under which a repeated request is known again. */
export interface RequestKey {
  value: string;
  /**
   * Whether the caller chose it for this purpose. A tracing id is handed to every call of a flow by gateways, so two
   * requests with one id need not be the same.
   */
  strict: boolean;
  /** Of the input, hexadecimal. */
  inputHash: string;
}

/** `other`: the key belongs to a request with other input. */
export type EarlierRequest = { kind: 'same' | 'other'; postId: string } | null;

/** Requests with one tracing id and different input get different keys. A header holds no line break. */
const ownId = ({ value, inputHash }: RequestKey): string => `${value}\n${inputHash}`;

/** The post that was accepted under this key, if any. */
export async function findAcceptedRequest(
  db: Db,
  workspaceId: string,
  key: RequestKey,
): Promise<EarlierRequest> {
  const rows = await db
    .selectFrom('acceptedRequest')
    .select(['requestId', 'postId', 'inputHash'])
    .where('workspaceId', '=', workspaceId)
    .where('requestId', 'in', key.strict ? [key.value] : [key.value, ownId(key)])
    .execute();
  // One of the release before was stored without its input, and counts as the same.
  const same = rows.find(({ inputHash }) => inputHash === null || inputHash === key.inputHash);
  if (same) return { kind: 'same', postId: same.postId };
  return rows[0] ? { kind: 'other', postId: rows[0].postId } : null;
}

/**
 * Keeps the key for a post that was stored in this transaction. Of two requests with one key at once, the second waits
 * for the first and sees it.
 * @returns null when the key is this post's now.
 */
export async function keepAcceptedRequest(
  tx: Tx,
  workspaceId: string,
  key: RequestKey,
  postId: string,
): Promise<EarlierRequest> {
  const keep = async (requestId: string) =>
    tx
      .insertInto('acceptedRequest')
      .values({ workspaceId, requestId, postId, inputHash: key.inputHash })
      .onConflict((conflict) => conflict.doNothing())
      .returning('postId')
      .executeTakeFirst();
  if (await keep(key.value)) return null;
  const earlier = await findAcceptedRequest(tx, workspaceId, key);
  if (earlier === null) throw new Error('The earlier post of this request was removed meanwhile.');
  if (earlier.kind === 'same' || key.strict) return earlier;
  return (await keep(ownId(key))) ? null : findAcceptedRequest(tx, workspaceId, key);
}
