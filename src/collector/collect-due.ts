import { LinchpinError, type ErrorCode, type Problem } from '../domain/errors/index.ts';
import {
  endCollection,
  getIdentity,
  isInUse,
  type CollectionRow,
  type CollectionState,
  type LeasedRows,
  type SliceEnd,
} from '../store/index.ts';
import { collectAccount } from './account.ts';
import type { CollectDeps } from './deps.ts';
import { collectPins } from './pins.ts';
import { failureWaitMs, wait } from './policy.ts';

/**
 * The handler of `collection`: reads the numbers of a user as background work, a slice at each claim. All that was read
 * is stored at the end of a slice, so one that is killed is read again, and nothing else is lost.
 */
export const collectDue =
  (deps: CollectDeps, rows: Pick<LeasedRows<CollectionRow>, 'finish'>) =>
  async (row: CollectionRow, signal: AbortSignal): Promise<void> => {
    const { store } = deps;
    // Updated during the work, so that requests stay counted when Pinterest is busy.
    const progress = { ...row.progress };
    const end = (dueInMs: number, more: Partial<Omit<SliceEnd, 'dueAt'>> = {}) =>
      endCollection(store, rows, row, {
        dueAt: new Date(store.clock.nowMs() + dueInMs),
        progress,
        problem: null,
        isFinished: false,
        ...more,
      });
    const fails = (found: Problem | null, leastMs = 0) => {
      progress.failures = (progress.failures ?? 0) + 1;
      const waitMs =
        found && lasting.includes(found.code)
          ? wait.unused
          : failureWaitMs(progress.failures, row.identityId);
      return end(Math.max(leastMs, waitMs), { problem: found });
    };
    const { status } = await getIdentity(store.db, row.identityId);
    if (status !== 'connected' || !(await isInUse(store.db, row.identityId)))
      return end(wait.unused, { problem: row.problem });
    const acting = { identityId: row.identityId, requestClass: 'background' as const };
    try {
      if (row.task === 'account') {
        const told = await collectAccount(deps, acting, progress, { isAsked: false });
        if (told.is === 'again') return await fails(null);
        await end(told.dueInMs, {
          progress: withoutFailures(told.progress),
          problem: told.problem,
          isFinished: told.problem === null,
        });
      } else {
        const { dueInMs, isFinished } = await collectPins(deps, acting, progress, signal);
        await end(dueInMs, { progress: withoutFailures(progress), isFinished });
      }
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      const [found] = error.problems;
      // Not a failure: the task continues when there is quota again.
      if (found?.code === 'PINTEREST_BUSY') return end(error.retryAfterMs ?? wait.busy);
      await fails(found ?? null, error.retryAfterMs ?? 0);
    }
  };

const withoutFailures = ({ failures: _ended, ...rest }: CollectionState): CollectionState => rest;

/** Errors that only a person or Pinterest can end. Numbers alone are no reason to ask for a new connection. */
const lasting: readonly ErrorCode[] = [
  'ACCOUNT_DISCONNECTED',
  'ACCOUNT_TOKEN_UNREADABLE',
  'PINTEREST_APP_REFUSED',
  'PINTEREST_APP_NOT_GRANTED',
  'PINTEREST_FEATURE_RESTRICTED',
  'PINTEREST_PERMISSION_DENIED',
  'PINTEREST_SCOPE_MISSING',
];
