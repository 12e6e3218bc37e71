import type { PinImport } from '../../contract/index.ts';
import { importProgress, type ImportProgress } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';

export const getImportProgress = implement('pins.importProgress', {
  scope: 'pins:read',
  within: ofAccount,
  run: (context, { accountId }) => presentImport(context, accountId),
});

/** How far the reading of an account's Pins is. @throws LinchpinError ACCOUNT_NOT_FOUND */
export async function presentImport(context: Context, accountId: string): Promise<PinImport> {
  const { store } = context;
  const account = await requireAccount(context, accountId);
  const found = await importProgress(store.db, account.identityId);
  const boards = found?.boards ?? { total: 0, done: 0, unread: 0 };
  const pins = found?.pins ?? { seen: 0, expected: null };
  return {
    accountId,
    state: found ? stateOf(found, store.clock.nowMs()) : 'never',
    boards: { done: boards.done, total: boards.total, unread: boards.unread },
    pins: { ...pins, removed: found?.removed ?? 0 },
    startedAt: iso(found?.startedAt),
    finishedAt: iso(found?.finishedAt),
    completeAsOf: iso(found?.completedAt),
    nextAt: iso(found?.dueAt),
    problem: found?.problem ?? null,
  };
}

function stateOf(
  { phase, leaseOwner, dueAt, startedAt }: ImportProgress,
  nowMs: number,
): PinImport['state'] {
  const isDue = leaseOwner !== null || (dueAt !== null && dueAt.getTime() <= nowMs);
  if (phase !== null) return isDue ? (phase === 'reading' ? 'reading' : 'checking') : 'waiting';
  return isDue || startedAt === null ? 'planned' : 'idle';
}

const iso = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;
