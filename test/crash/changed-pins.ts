import { newId } from '../../src/domain/ids.ts';
import type { ChangePolicy } from '../../src/pin-changes/index.ts';
import { insertPinChanges, type NewPinChange, type PinChangeRow } from '../../src/store/index.ts';
import type { CrashHarness, HarnessAccount } from './crash-harness.ts';

/** Production waits, shortened. */
export const shortChangePolicy: Partial<ChangePolicy> = {
  leaseMs: 1_500,
  sendMarginMs: 300,
  behindPinsMs: 200,
  unresolvedMs: 300,
  laterMs: [100, 300],
  requestTimeoutMs: 1_500,
};

/** Asks for changes as the API stores them. @returns their ids in the same order. */
export async function want(
  harness: CrashHarness,
  wishes: readonly ({ account: HarnessAccount; pinterestPinId: string } & Partial<
    Pick<NewPinChange, 'kind' | 'before' | 'wanted'>
  >)[],
): Promise<string[]> {
  const changes = wishes.map(({ account, pinterestPinId, ...change }): NewPinChange => ({
    id: newId(),
    identityId: account.identityId,
    accountId: account.id,
    workspaceId: account.workspaceId,
    pinterestPinId,
    kind: 'edit',
    before: {},
    wanted: {},
    askedBy: { type: 'system', id: null, name: 'test' },
    batchId: null,
    undoOf: null,
    delayMs: 0,
    ...change,
  }));
  await harness.store.transaction((tx) => insertPinChanges(tx, changes));
  return changes.map(({ id }) => id);
}

export const changesOf = (harness: CrashHarness): Promise<PinChangeRow[]> =>
  harness.store.db.selectFrom('pinChange').selectAll().execute();
