import type { QueueSchedule } from '../../contract/index.ts';
import type { QueueRow } from '../../store/index.ts';

/** A stored queue as the API shows it. */
export const presentQueue = (queue: QueueRow): QueueSchedule => ({
  _id: queue.id,
  profileId: queue.workspaceId,
  accountId: queue.accountId,
  name: queue.name,
  timezone: queue.timezone,
  slots: queue.slots,
  active: queue.active,
  isDefault: queue.isDefault,
  createdAt: queue.createdAt.toISOString(),
  updatedAt: queue.updatedAt.toISOString(),
});
