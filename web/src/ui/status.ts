import {
  IconAlertCircle,
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconHourglass,
  IconLoader2,
  IconPencil,
} from '@tabler/icons-react';
import type { Post, Target } from '../api/client.ts';
import { waitsForApproval } from './post-actions.ts';

type Icon = typeof IconClock;

/** A state in words, with its icon; `tone` only repeats what the words say. */
export interface StatusLook {
  label: string;
  icon: Icon;
  tone: 'quiet' | 'ready' | 'busy' | 'held' | 'done' | 'wrong';
  spins?: boolean;
}

const steps: Record<NonNullable<Target['step']>, string> = {
  preparing: 'Preparing media',
  uploading: 'Uploading',
  processing: 'Pinterest is processing',
  creating: 'Creating the Pin',
  reconciling: 'Checking with Pinterest',
};

const publishing = (label = 'Publishing'): StatusLook => ({
  label,
  icon: IconLoader2,
  tone: 'busy',
  spins: true,
});

export const postLooks: Record<Post['status'], StatusLook> = {
  draft: { label: 'Draft', icon: IconPencil, tone: 'quiet' },
  scheduled: { label: 'Scheduled', icon: IconClock, tone: 'ready' },
  publishing: publishing(),
  published: { label: 'Published', icon: IconCheck, tone: 'done' },
  partial: { label: 'Partly published', icon: IconAlertTriangle, tone: 'busy' },
  failed: { label: 'Failed', icon: IconAlertCircle, tone: 'wrong' },
  cancelled: { label: 'Cancelled', icon: IconBan, tone: 'quiet' },
};

const targetLooks: Record<Target['status'], StatusLook> = {
  pending: postLooks.scheduled,
  processing: postLooks.publishing,
  uploading: postLooks.publishing,
  published: postLooks.published,
  failed: postLooks.failed,
  cancelled: postLooks.cancelled,
};

/** What one Pin of a post is doing. */
export function targetLook(target: Target, post: Post): StatusLook {
  if (target.status === 'pending' && waitsForApproval(post))
    return { label: 'Waits for approval', icon: IconHourglass, tone: 'held' };
  if (target.heldReason !== null) return { label: 'Waiting', icon: IconHourglass, tone: 'held' };
  // A restored Pin is looked for when its time comes; until then it is scheduled.
  if (target.step !== null && target.status !== 'pending') return publishing(steps[target.step]);
  return post.status === 'draft' ? postLooks.draft : targetLooks[target.status];
}

/** The state of a whole post; with a single Pin, in that Pin's own words. */
export function postLook(post: Post): StatusLook {
  const [only, ...others] = post.platforms;
  return only && others.length === 0 ? targetLook(only, post) : postLooks[post.status];
}
