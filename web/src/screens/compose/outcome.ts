import type { Post } from '../../api/client.ts';
import { isMoving } from '../../api/queries.ts';
import { clockTime } from '../../api/times.ts';
import { waitsForApproval } from '../../ui/post-actions.ts';

interface Outcome {
  title: string;
  note: string;
}

const underWay: Outcome = {
  title: 'Publishing',
  note: 'Linchpin has it. You can leave this page; it goes out by itself.',
};

const outcomes: Record<Post['status'], Outcome> = {
  scheduled: underWay,
  publishing: underWay,
  published: { title: 'Published', note: 'Your Pin is on its board.' },
  draft: { title: 'Draft saved', note: 'It waits among your Pins.' },
  failed: { title: 'Not published', note: 'Nothing you typed is lost.' },
  partial: { title: 'Partly published', note: 'Some boards have it, others not.' },
  cancelled: { title: 'Cancelled', note: 'This Pin will not go out.' },
};

/** How it stands with a post that was just sent. */
export const outcomeOf = (post: Post): Outcome =>
  waitsForApproval(post)
    ? { title: 'Waits for approval', note: 'It goes out once somebody approves it.' }
    : sent(post);

const sent = (post: Post): Outcome =>
  post.status === 'scheduled' && post.scheduledFor !== null && !isMoving(post)
    ? { title: 'Scheduled', note: `It goes out on ${clockTime(post.scheduledFor)}.` }
    : outcomes[post.status];
