import type { Post, Target } from '../api/client.ts';
import type { Right } from '../api/me.ts';

export type PostAction = 'publish' | 'schedule' | 'reschedule' | 'retry' | 'cancel' | 'delete';

const rights: Record<PostAction, readonly Right[]> = {
  publish: ['posts:write', 'posts:publish'],
  schedule: ['posts:write', 'posts:publish'],
  reschedule: ['posts:write', 'posts:publish'],
  retry: ['posts:publish'],
  cancel: ['posts:write'],
  delete: ['posts:write'],
};

/** What a caller can do with a post as it is now, the most likely first. */
export const actionsOf = (post: Post, may: (right: Right) => boolean): readonly PostAction[] =>
  possibleActions(post).filter((action) => rights[action].every(may));

/** Whether nothing of it goes out before it is approved. */
export const waitsForApproval = ({ approval, status }: Post): boolean =>
  status === 'scheduled' && approval.required && approval.approvedBy === null;

function possibleActions(post: Post): readonly PostAction[] {
  switch (post.status) {
    case 'draft':
      return post.platforms.length > 0 ? ['publish', 'schedule', 'delete'] : ['delete'];
    case 'scheduled':
      return waitsForApproval(post)
        ? ['reschedule', 'cancel']
        : ['publish', 'reschedule', 'cancel'];
    case 'failed':
      return ['retry', 'delete'];
    case 'partial':
      return boardsToRetry(post).length === 1 ? [] : ['retry'];
    case 'cancelled':
      return ['schedule', 'delete'];
    default:
      return [];
  }
}

/** Pins of a post on several boards that failed: each can be tried again by itself. */
export const boardsToRetry = ({ platforms }: Post): readonly Target[] =>
  platforms.length > 1 ? platforms.filter(({ status }) => status === 'failed') : [];

export const actionLabels: Record<PostAction, string> = {
  publish: 'Publish now',
  schedule: 'Schedule…',
  reschedule: 'Move to another time…',
  retry: 'Try again',
  cancel: 'Cancel',
  delete: 'Delete…',
};

/** `2026-12-02T12:00` as a field for date and time takes it, on the viewer's clock. */
export function localInput(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
