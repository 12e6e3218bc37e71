import type { CreatePostInput } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { readSchedule } from '../../domain/time/schedule.ts';
import { utcMinute } from '../../domain/time/utc-minute.ts';

/** What decides whether a queue gives the time. */
export type Queued = Pick<
  CreatePostInput,
  'isDraft' | 'publishNow' | 'scheduledFor' | 'queuedFromProfile' | 'queueId'
>;

/** Whether a slot of a queue decides the time: a draft has none, and a time that is given wins, as in Zernio's API. */
export const asksForSlot = (input: Queued): boolean =>
  input.queuedFromProfile !== undefined &&
  !input.isDraft &&
  !input.publishNow &&
  input.scheduledFor === undefined;

/** When each Pin of a post goes out. */
export interface Timing {
  mode: 'draft' | 'now' | 'scheduled';
  /** Time of the post; null for a draft without one. */
  at: Date | null;
  /** Time of each target; its own, else the post's. */
  targets: (Date | null)[];
  problems: Problem[];
}

/** What to say of a time that has passed. */
export type OnPassed = 'warn' | 'refuse' | 'ignore';

/** Milliseconds that a time may have passed: clients write minutes, and clocks differ. Ours. */
const passedToleranceMs = 60_000;

/**
 * Precedence as in Zernio's API: isDraft, then publishNow, then scheduledFor, then the slot of a queue;
 * with none of them it is a draft. A time that has passed means now.
 */
export function readTiming(
  input: CreatePostInput,
  nowMs: number,
  onPassed: OnPassed = input.ifPast === 'refuse' ? 'refuse' : 'warn',
): Timing {
  const problems: Problem[] = [];
  const read = (text: string | undefined, field: string): Date | null => {
    if (text === undefined) return null;
    const result = readSchedule(text, input.timezone, field);
    if ('problem' in result) {
      problems.push(result.problem);
      return null;
    }
    const { at } = result;
    const goesOut = !input.isDraft && !input.publishNow;
    if (goesOut && onPassed !== 'ignore' && at.getTime() < nowMs - passedToleranceMs)
      problems.push(
        problem('TIME_PASSED', {
          field,
          values: { time: utcMinute(at.toISOString()) },
          severity: onPassed === 'warn' ? 'warning' : 'error',
        }),
      );
    return at;
  };
  const at = read(input.scheduledFor, 'scheduledFor');
  const own = (input.platforms ?? []).map((target, index) =>
    read(target.scheduledFor, `platforms[${index}].scheduledFor`),
  );
  if (input.isDraft) return { mode: 'draft', at, targets: own.map((time) => time ?? at), problems };
  if (input.publishNow) {
    const now = new Date(nowMs);
    return { mode: 'now', at: now, targets: own.map(() => now), problems };
  }
  const times = own.map((time) => time ?? at);
  const earliest = earliestOf([at, ...times]);
  // The slot is chosen where it can be reserved (take-slot.ts); targets without a time of their own get it.
  if (input.queuedFromProfile !== undefined && at === null)
    return { mode: 'scheduled', at: null, targets: own, problems };
  if (earliest === null && problems.length === 0)
    return { mode: 'draft', at: null, targets: times, problems };
  const allDue = times.every((time) => time !== null && time.getTime() <= nowMs);
  const mode = allDue && times.length > 0 ? 'now' : 'scheduled';
  return { mode, at: at ?? earliest, targets: times.map((time) => time ?? at), problems };
}

const earliestOf = (times: readonly (Date | null)[]): Date | null =>
  times.reduce(
    (first, time) => (time !== null && (first === null || time < first) ? time : first),
    null,
  );
