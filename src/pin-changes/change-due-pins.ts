import { LinchpinError, problem, type Problem } from '../domain/errors/index.ts';
import type { Handler } from '../jobs/index.ts';
import { mapPinterestError } from '../pinterest-access/index.ts';
import { PinterestError } from '../pinterest/index.ts';
import {
  endChange,
  findAccount,
  inTheWay,
  refuseEdits,
  waitWithChange,
  type AccountRow,
  type LeasedRows,
  type PinChangeRow,
} from '../store/index.ts';
import { ChangeLost, changePin, lookBack, type ChangeDeps } from './change-pin.ts';
import { laterMs, type ChangePolicy } from './policy.ts';

/** What becomes of a change that was not made. */
type Setback =
  | { kind: 'wait'; ms: number; problem: Problem | null }
  | { kind: 'refused'; problem: Problem };

/**
 * The handler of `pin_change`. A claim makes one attempt. After one without an answer, the next reads the Pin again and
 * decides by what it shows.
 */
export const changeDuePins =
  (deps: ChangeDeps, rows: Pick<LeasedRows<PinChangeRow>, 'finish'>): Handler<PinChangeRow> =>
  async (row, _signal, lease) => {
    const { store, policy } = deps;
    await deps.at?.('claimed', row);
    const wait = (ms: number, found: Problem | null) =>
      waitWithChange(store, rows, row, {
        dueAt: new Date(store.clock.nowMs() + ms),
        problem: found,
      });
    const account = await findAccount(store.db, row.workspaceId, row.accountId);
    const obstacle = await findObstacle(deps, row, account);
    if (obstacle) return wait(obstacle.ms, obstacle.problem);
    try {
      const end = await (row.fromBackup === null
        ? changePin(deps, row, lease)
        : lookBack(deps, row));
      await endChange(store, rows, row, end);
      await deps.at?.('recorded', row);
    } catch (error) {
      if (error instanceof ChangeLost) return;
      const setback = setbackOf(error, row, policy, account);
      if (!setback) throw error;
      if (setback.kind === 'wait') return wait(setback.ms, setback.problem);
      await endChange(store, rows, row, { state: 'refused', problem: setback.problem });
      // The first of hundreds of edits is refused for all of them.
      if (setback.problem.code === 'LIVE_PIN_EDIT_NOT_GRANTED')
        await refuseEdits(store.db, row.identityId, setback.problem);
    }
  };

async function findObstacle(
  { store, policy }: ChangeDeps,
  row: PinChangeRow,
  account: AccountRow | undefined,
): Promise<{ ms: number; problem: Problem | null } | null> {
  if (account?.status !== 'connected')
    return { ms: policy.forPersonMs, problem: disconnected(account) };
  const { pinIsDue, unresolved } = await inTheWay(store.db, row);
  if (unresolved)
    return {
      ms: policy.unresolvedMs,
      problem: problem('LIVE_PIN_UNRESOLVED', { details: { ...unresolved } }),
    };
  return pinIsDue ? { ms: policy.behindPinsMs, problem: null } : null;
}

const disconnected = (account: AccountRow | undefined): Problem =>
  problem('ACCOUNT_DISCONNECTED', { values: { username: account?.username ?? 'unknown' } });

/** null: an unknown error; the runner makes the row due again later. */
function setbackOf(
  error: unknown,
  row: PinChangeRow,
  policy: ChangePolicy,
  account: AccountRow | undefined,
): Setback | null {
  const later = (retryAfterMs: number | null, found: Problem): Setback => ({
    kind: 'wait',
    ms: retryAfterMs ?? laterMs(policy, row.waits),
    problem: found,
  });
  if (error instanceof LinchpinError) {
    const [found] = error.problems;
    if (found.code === 'PINTEREST_BUSY') return later(error.retryAfterMs, found);
    return waitsForPerson.includes(found.code)
      ? { kind: 'wait', ms: policy.forPersonMs, problem: found }
      : null;
  }
  if (!(error instanceof PinterestError)) return null;
  // A missing id has an error of its own; other errors are those of a call by a person.
  const asked = error.kind === 'not_found' ? 'pin' : 'person';
  const { problem: found, disposition } = mapPinterestError(error, asked);
  if (found.code === 'PINTEREST_FEATURE_RESTRICTED' && error.operation === 'pins.update')
    return {
      kind: 'refused',
      problem: problem('LIVE_PIN_EDIT_NOT_GRANTED', {
        values: { username: account?.username ?? 'unknown' },
        ...(found.details && { details: found.details }),
      }),
    };
  switch (disposition) {
    case 'retry':
      return later(error.retryAfterMs, found);
    case 'permission':
      return { kind: 'wait', ms: policy.forPersonMs, problem: found };
    case 'final':
      return { kind: 'refused', problem: found };
  }
}

const waitsForPerson: readonly Problem['code'][] = [
  'ACCOUNT_DISCONNECTED',
  'ACCOUNT_TOKEN_UNREADABLE',
  'PINTEREST_APP_REFUSED',
  'PINTEREST_HOST_MISSING',
];
