import { refusal } from '../../domain/errors/index.ts';
import {
  findAccount,
  insertQueue,
  type NewQueue,
  type QueueRow,
  type Tx,
} from '../../store/index.ts';
import type { Context } from '../context.ts';

/** Stores a queue of the workspace. @throws LinchpinError ACCOUNT_NOT_FOUND */
export async function addQueue(
  context: Context,
  tx: Tx,
  accountId: string | undefined,
  queue: Omit<NewQueue, 'workspaceId' | 'accountId'>,
): Promise<QueueRow> {
  const { workspaceId } = context;
  if (accountId !== undefined && !(await findAccount(tx, workspaceId, accountId)))
    throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
  return insertQueue(tx, { ...queue, workspaceId, accountId: accountId ?? null });
}
