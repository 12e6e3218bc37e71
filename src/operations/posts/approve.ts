import type { z } from 'zod';
import type { ApprovePostInput } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { readSchedule, zoneNamedIn } from '../../domain/time/schedule.ts';
import {
  addPinEvents,
  announcePost,
  changePins,
  changePostRow,
  type PostRow,
} from '../../store/index.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { requireScope } from '../permission.ts';
import { ofPost } from '../within.ts';
import { changedPost, changePost, settle, presentAgain } from './change.ts';
import { spaceOut } from '../scheduling/space-out.ts';

export const approvePost = implement('posts.approve', {
  scope: 'posts:approve',
  within: ofPost,
  async run(context, input) {
    const { postId } = input;
    const by = namedActor(context.actor);
    const warnings = await changePost(context, postId, async (tx, { post, pins }) => {
      if (post.approvedAt !== null && post.requiresApproval) return [];
      const waiting = pins.filter((pin) => pin.status === 'scheduled');
      const refused = (reason: string) =>
        refusal('POST_NOT_WAITING_FOR_APPROVAL', { field: 'postId', values: { reason } });
      if (!post.requiresApproval) throw refused('it needs none.');
      if (waiting.length === 0) throw refused(`it is ${post.status}.`);
      const now = new Date(context.clock());
      const overdue = waiting.filter(({ scheduledFor }) => scheduledFor && scheduledFor <= now);
      // Approving lets a post keep its time; giving it another one is planning.
      if (overdue.length > 0 && (saysNow(input) || input.scheduledFor !== undefined))
        requireScope(context, 'posts:publish');
      const at = overdue.length > 0 ? timeOf(input, post, now, overdue[0]?.scheduledFor) : null;
      const isPostOverdue = at !== null && post.scheduledFor !== null && post.scheduledFor <= now;
      await changePostRow(tx, postId, {
        approvedBy: by.name,
        approvedAt: now,
        ...(isPostOverdue && { scheduledFor: at }),
      });
      for (const pin of waiting) {
        const time = overdue.includes(pin) ? at : pin.scheduledFor;
        await changePins(tx, [pin.id], {
          dueAt: time,
          scheduledFor: time,
          // With a new time it is accepted anew, as by any other change of its time.
          ...(overdue.includes(pin) && { acceptedAt: now }),
        });
        await addPinEvents(tx, pin.id, pin.attempts, [{ kind: 'approved', detail: { by } }]);
      }
      const spaced = await spaceOut(context, tx, [postId]);
      await announcePost(tx, postId);
      return spaced;
    });
    const published = await settle(context, postId);
    return changedPost(context, postId, { published, message: 'Post approved.', warnings });
  },
  repeat: presentAgain,
});

type Input = z.output<typeof ApprovePostInput>;

const saysNow = ({ publishNow, ifPast }: Input): boolean =>
  publishNow === true || ifPast === 'publish';

/**
 * When Pins go out whose time passed while they waited.
 * @throws LinchpinError APPROVAL_OVERDUE, PIN_SCHEDULE_INVALID, INVALID_FIELD_VALUE
 */
function timeOf(input: Input, post: PostRow, now: Date, passed: Date | null | undefined): Date {
  const { scheduledFor, timezone } = input;
  const overdue = (field: string) =>
    refusal('APPROVAL_OVERDUE', {
      field,
      values: { time: (passed ?? now).toISOString() },
      details: { scheduledFor: passed?.toISOString() ?? null },
    });
  if (saysNow(input) && scheduledFor !== undefined)
    throw refusal('INVALID_FIELD_VALUE', {
      field: 'publishNow',
      values: { field: 'publishNow', reason: 'it contradicts scheduledFor.' },
    });
  if (saysNow(input)) return now;
  if (scheduledFor === undefined) throw overdue('publishNow');
  const read = readSchedule(
    scheduledFor,
    timezone ?? zoneNamedIn(scheduledFor) ?? post.timezone,
    'scheduledFor',
  );
  if ('problem' in read) throw refusal(read.problem.code, read.problem);
  if (read.at <= now) throw overdue('scheduledFor');
  return read.at;
}
