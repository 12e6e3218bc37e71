import { LinchpinError, refusal, throwIfBlocked, type Problem } from '../../domain/errors/index.ts';
import { groupBy } from '../../domain/group-by.ts';
import { isTimezone, unknownTimezoneText } from '../../domain/time/zone.ts';
import { lockQueue, type QueueRow, type Tx } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { nextFreeSlots, requireQueue, type WantedQueue } from './find-schedule.ts';
import type { Queued } from './timing.ts';

/** A post that asks for a slot of a queue. */
export interface SlotWish {
  input: Queued;
  /** Of the post's targets: when it is one, that account's own queue goes first. */
  accountIds: readonly string[];
}

export interface TakenSlot {
  queue: QueueRow;
  at: Date;
}

interface Refused {
  problems: readonly Problem[];
}

/**
 * Takes the next free slot. The queue stays locked until the transaction ends, so of two posts at once the second
 * sees the slot of the first as taken.
 * @throws LinchpinError QUEUE_NOT_FOUND, QUEUE_NOT_USABLE
 */
export async function takeSlot(context: Context, tx: Tx, wish: SlotWish): Promise<TakenSlot> {
  const taken = (await takeSlots(context, tx, [wish])).get(wish);
  if (!taken) throw new Error('A wish for a slot was passed over.');
  if ('queue' in taken) return taken;
  throwIfBlocked(taken.problems);
  throw new Error('A slot was refused without a reason.');
}

/** {@link takeSlot} for many posts in one pass, in their order; what is wrong with one does not stop the others. */
export async function takeSlots<Wish extends SlotWish>(
  context: Context,
  tx: Tx,
  wishes: readonly Wish[],
): Promise<Map<Wish, TakenSlot | Refused>> {
  const results = new Map<Wish, TakenSlot | Refused>();
  const asked = new Map<string, Promise<QueueRow | Refused>>();
  const lookUp = (wish: Wish): Promise<QueueRow | Refused> => {
    const wanted = queueOf(wish);
    const key = JSON.stringify(wanted);
    const queue = asked.get(key) ?? orProblems(requireQueue(context, tx, wanted));
    asked.set(key, queue);
    return queue;
  };
  const found: { wish: Wish; queueId: string }[] = [];
  for (const wish of wishes) {
    const queue = await lookUp(wish);
    if ('problems' in queue) results.set(wish, queue);
    else found.push({ wish, queueId: queue.id });
  }
  const ofQueue = groupBy(found, ({ queueId }) => queueId);
  // In one order, so that two calls cannot wait for each other.
  for (const [queueId, own] of [...ofQueue].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const queue = await lockQueue(tx, queueId);
    const usable = own.filter(({ wish }) => {
      const problems = queue ? whyUnusable(queue, wish) : notFound(queueId); // Deleted meanwhile.
      if (problems) results.set(wish, { problems });
      return !problems;
    });
    if (!queue) continue;
    const free = await nextFreeSlots(context, tx, queue, usable.length);
    for (const [index, { wish }] of usable.entries()) {
      const at = free[index];
      results.set(wish, at ? { queue, at } : { problems: unusable(queue, whyFull(queue)) });
    }
  }
  return results;
}

function queueOf({ input, accountIds }: SlotWish): WantedQueue {
  const [accountId, ...others] = new Set(accountIds);
  return {
    profileId: input.queuedFromProfile,
    queueId: input.queueId,
    accountId: others.length ? undefined : accountId,
  };
}

async function orProblems<T>(work: Promise<T>): Promise<T | Refused> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LinchpinError) return { problems: error.problems };
    throw error;
  }
}

function whyUnusable(queue: QueueRow, { accountIds }: SlotWish): readonly Problem[] | null {
  if (!queue.active) return unusable(queue, 'it is switched off.');
  const isKept = queue.accountId !== null && accountIds.some((id) => id !== queue.accountId);
  return isKept ? unusable(queue, 'it is kept for another account.') : null;
}

const whyFull = ({ timezone }: QueueRow): string =>
  isTimezone(timezone) ? 'it has no times.' : `${unknownTimezoneText(timezone)}.`;

const unusable = ({ name }: QueueRow, reason: string): readonly Problem[] =>
  refusal('QUEUE_NOT_USABLE', { field: 'queueId', values: { name, reason } }).problems;

const notFound = (queue: string): readonly Problem[] =>
  refusal('QUEUE_NOT_FOUND', { field: 'queueId', values: { queue } }).problems;
