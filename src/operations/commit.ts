import { keepRequest, type Store, type IdempotencyKey } from '../store/index.ts';
import { namedActor, type Actor, type Commit } from './context.ts';

/** Thrown inside a transaction whose key another request has kept: it is rolled back. */
export class IdempotencyKeyTaken extends Error {
  readonly key: IdempotencyKey;

  constructor(key: IdempotencyKey) {
    super('Another request has this idempotency key.');
    this.key = key;
  }
}

/** @param key under which the request may be repeated; null: it may not. */
export const createCommit =
  (
    store: Pick<Store, 'transaction'>,
    call: { actor: Actor; workspaceId: string; operation: string },
    key: IdempotencyKey | null,
  ): Commit =>
  ({ subject, details = {}, more = false, fileHash }, work) =>
    store.transaction(async (tx) => {
      const own = key && !more ? { ...key, inputHash: key.inputHash + (fileHash ?? '') } : null;
      const { workspaceId, operation } = call;
      const actor = namedActor(call.actor);
      const kept = await keepRequest(tx, { workspaceId, operation, actor, subject, details }, own);
      if (!kept && own) throw new IdempotencyKeyTaken(own);
      return work(tx);
    });
