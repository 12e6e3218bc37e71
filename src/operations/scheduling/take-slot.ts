import { refusal } from '../../domain/errors/index.ts';
import { isTimezone, unknownTimezoneText } from '../../domain/time/zone.ts';
import { lockQueue, type QueueRow, type Tx } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { nextFreeSlots, requireQueue } from './find-schedule.ts';
import type { Queued } from './timing.ts';

/**
 * Takes the next free slot. The queue stays locked until the transaction ends, so of two posts at once the second
 * sees the slot of the first as taken.
 * @param accountIds of the post's targets: when it is one, that account's own queue goes first.
 * @throws LinchpinError QUEUE_NOT_FOUND, QUEUE_NOT_USABLE
 */
export async function takeSlot(
  context: Context,
  tx: Tx,
  input: Queued,
  accountIds: readonly string[],
): Promise<{ queue: QueueRow; at: Date }> {
  const [accountId, ...others] = new Set(accountIds);
  const found = await requireQueue(context, tx, {
    profileId: input.queuedFromProfile,
    queueId: input.queueId,
    accountId: others.length ? undefined : accountId,
  });
  const queue = await lockQueue(tx, found.id);
  if (!queue) throw refusal('QUEUE_NOT_FOUND', { field: 'queueId', values: { queue: found.id } }); // Deleted meanwhile.
  const unusable = (reason: string) =>
    refusal('QUEUE_NOT_USABLE', { field: 'queueId', values: { name: queue.name, reason } });
  if (!queue.active) throw unusable('it is switched off.');
  if (queue.accountId !== null && [accountId, ...others].some((id) => id !== queue.accountId))
    throw unusable('it is kept for another account.');
  const [at] = await nextFreeSlots(context, tx, queue, 1);
  if (!isTimezone(queue.timezone)) throw unusable(`${unknownTimezoneText(queue.timezone)}.`);
  if (!at) throw unusable('it has no times.');
  return { queue, at };
}
