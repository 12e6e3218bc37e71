import type { KnownDays } from '../../analytics/index.ts';
import type { CollectingProgress } from '../../contract/index.ts';
import { collectionProgress } from '../../store/index.ts';
import type { Context } from '../context.ts';

type Task = { dueAt: Date | null; leaseOwner: string | null };

/** How far the collecting of a user's numbers is; null: nothing collects them. */
export async function presentProgress(
  { store }: Pick<Context, 'store'>,
  identityId: string,
  isConnected: boolean,
  last90Days: { account: KnownDays; pins: KnownDays },
): Promise<CollectingProgress | null> {
  const { account, pins } = await collectionProgress(store.db, identityId);
  if (!account || !pins) return null;
  const nowMs = store.clock.nowMs();
  const isAtWork = ({ leaseOwner, dueAt }: Task) =>
    leaseOwner !== null || (dueAt !== null && dueAt.getTime() <= nowMs);
  const isAllRead = account.finishedAt !== null && pins.unread === 0;
  const next = [account.dueAt, pins.dueAt].flatMap((at) => at?.getTime() ?? []);
  return {
    state: !isConnected
      ? 'stopped'
      : isAtWork(account) || isAtWork(pins)
        ? 'reading'
        : isAllRead
          ? 'idle'
          : account.finishedAt === null && account.problem === null && pins.read === 0
            ? 'planned'
            : 'waiting',
    done: pins.read,
    total: pins.total,
    refused: pins.refused,
    days: toldOf(last90Days.pins),
    accountDays: toldOf(last90Days.account),
    nextAt: next.length === 0 ? null : new Date(Math.min(...next)).toISOString(),
    account: presentTask(account),
    pins: presentTask(pins),
  };
}

/** Days that Pinterest has, and how many of them were read. */
const toldOf = ({ expected, collected, withheld, notYet }: KnownDays) => ({
  done: collected + withheld,
  total: expected - notYet,
});

const presentTask = ({
  finishedAt,
  dueAt,
  problem,
}: Pick<
  NonNullable<Awaited<ReturnType<typeof collectionProgress>>['account']>,
  'finishedAt' | 'dueAt' | 'problem'
>) => ({
  lastAt: finishedAt?.toISOString() ?? null,
  nextAt: dueAt?.toISOString() ?? null,
  problem,
});
