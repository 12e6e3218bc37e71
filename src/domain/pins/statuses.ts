/** Where a Pin stands. `held`: due, but the account or its quota does not allow it now; it waits. */
export type PinStatus =
  | 'draft'
  | 'scheduled'
  | 'publishing'
  | 'held'
  | 'published'
  | 'failed'
  | 'cancelled';

/** Statuses in which a Pin is waiting for a worker or being worked on. */
export const activeStatuses = ['scheduled', 'publishing', 'held'] as const;

export const postStatuses = [
  'draft',
  'scheduled',
  'publishing',
  'published',
  'partial',
  'failed',
  'cancelled',
] as const;
export type PostStatus = (typeof postStatuses)[number];

/**
 * Status of a post, derived from those of its Pins. The trigger derive_status_of (store/schema/migrations) derives the
 * same; test/store/post-status.test.ts compares the two.
 */
export function postStatus(pins: readonly PinStatus[]): PostStatus {
  const has = (...statuses: PinStatus[]) => pins.some((pin) => statuses.includes(pin));
  if (pins.length === 0 || has('draft')) return 'draft';
  if (has('publishing')) return 'publishing';
  // Also when others are out already: a plan over months is not "publishing" all that time.
  if (has('scheduled', 'held')) return 'scheduled';
  if (has('published')) return has('failed', 'cancelled') ? 'partial' : 'published';
  return has('failed') ? 'failed' : 'cancelled';
}
