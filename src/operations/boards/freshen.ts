import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { mayLookForBoard, type AccountRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { refreshBoards } from './refresh.ts';

/** Milliseconds after which a list that a person asks for is read again. Ours. */
export const maxAgeMs = 15 * 60_000;

/** Milliseconds between two readings because a board was named that is not known. Ours. */
const lookEveryMs = 60_000;

/**
 * Reads the boards of an account again unless they were read less than `olderThanMs` ago.
 * @returns warnings where Pinterest could not be asked and what was read before has to do.
 * @throws LinchpinError when they were never read.
 */
export async function freshenBoards(
  context: Context,
  account: AccountRow,
  olderThanMs: number,
): Promise<Problem[]> {
  const { boardsReadAt, identityId } = account;
  if (boardsReadAt !== null && ageMs(context, boardsReadAt) < olderThanMs) return [];
  try {
    await refreshBoards(context, identityId);
    return [];
  } catch (error) {
    if (!(error instanceof LinchpinError) || boardsReadAt === null) throw error;
    return [outdated(boardsReadAt), ...asWarnings(error)];
  }
}

/** What says that an older reading is shown. */
export const outdated = (readAt: Date): Problem =>
  problem('BOARDS_OUTDATED', { values: { time: readAt.toISOString() }, severity: 'warning' });

export const asWarnings = (error: LinchpinError): Problem[] =>
  error.problems.map((found) => ({ ...found, severity: 'warning' }));

/** Milliseconds since a reading began, by the database's clock. */
export const ageMs = ({ store }: Pick<Context, 'store'>, readAt: Date): number =>
  Math.max(store.clock.nowMs() - readAt.getTime(), 0);

/**
 * Reads the boards of a user once more, since one was named that is not known; once a minute at most.
 * @returns whether they were read.
 */
export async function lookAgain(context: Context, identityId: string): Promise<boolean> {
  if (!(await mayLookForBoard(context.store.db, identityId, lookEveryMs))) return false;
  try {
    await refreshBoards(context, identityId);
    return true;
  } catch (error) {
    if (error instanceof LinchpinError) return false;
    throw error;
  }
}
