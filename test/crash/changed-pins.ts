import { sql } from 'kysely';
import { newId } from '../../src/domain/ids.ts';
import type { ChangePolicy } from '../../src/pin-changes/index.ts';
import { insertPinChanges, type NewPinChange, type PinChangeRow } from '../../src/store/index.ts';
import type { CrashHarness, HarnessAccount } from './crash-harness.ts';

/** Production waits, shortened. */
export const shortChangePolicy: Partial<ChangePolicy> = {
  leaseMs: 3_000,
  maxClaims: 200,
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
    Pick<NewPinChange, 'kind' | 'before' | 'wanted' | 'delayMs'>
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

/** Plans saves of a Pin to boards, one after the other, as the API stores them. @returns ids of the publications */
export async function planSaves(
  harness: CrashHarness,
  account: HarnessAccount,
  parentPinId: string,
  boards: readonly string[],
  everyMs: number,
): Promise<string[]> {
  const ids = await harness.schedule(
    boards.map((boardId) => ({ account: { ...account, boardId }, title: '', inMs: 3_600_000 })),
  );
  for (const [index, id] of ids.entries())
    await sql`
      update pin set kind = 'save', parent_pin_id = ${parentPinId}, media_ids = '{}', title = null, link = null,
        due_at = now() + make_interval(secs => ${(index * everyMs) / 1000}),
        scheduled_for = now() + make_interval(secs => ${(index * everyMs) / 1000})
      where id = ${id}`.execute(harness.store.db);
  return ids;
}

export const changesOf = (harness: Pick<CrashHarness, 'store'>): Promise<PinChangeRow[]> =>
  harness.store.db.selectFrom('pinChange').selectAll().execute();
